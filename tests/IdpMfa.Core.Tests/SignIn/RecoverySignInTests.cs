using IdpMfa.Core.Audit;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Tests.SignIn;

public sealed class RecoverySignInTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task A_recovery_token_signs_in_and_leaves_the_authenticator_as_it_is()
    {
        var alice = await _core.EnrolAsync("alice");

        var outcome = await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.RecoveryToken());

        var session = Assert.IsType<SecondFactorOutcome.Accepted>(outcome).Session;
        Assert.Equal(["pwd", "mfa", "recovery"], session.ToEvidence().Amr);
        Assert.Equal(AcrLevel.Recovery, session.ToEvidence().Level(recoverySatisfiesMfa: false));
        Assert.Equal(AuditReason.Recovery, _core.LastAudit(AuditCode.SecondFactorAccepted).Reason);
        Assert.IsType<SecondFactorOutcome.Accepted>(
            await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.Code())
        );
    }

    [Fact]
    public async Task A_recovery_token_is_refused_the_second_time()
    {
        var alice = await _core.EnrolAsync("alice");
        await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.RecoveryToken());

        var outcome = await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.RecoveryToken());

        Assert.Equal(new SecondFactorOutcome.Refused(), outcome);
        Assert.Equal(AuditReason.UsedRecoveryToken, _core.LastAudit(AuditCode.SecondFactorRefused).Reason);
        Assert.Equal((1, 1), (_core.Counters(alice).SecondFactorFailures, _core.Counters(alice).RecoveryFailures));
    }

    [Fact]
    public async Task Of_many_sign_ins_with_one_token_at_once_exactly_one_succeeds()
    {
        await using var core = new CoreFixture(max: 100);
        var alice = await core.EnrolAsync("alice");
        var pending = await core.BeginManyAsync(alice, 50);

        var outcomes = await CoreFixture.AtOnceAsync(
            50,
            number => core.GiveCodeAsync(pending[number], alice.RecoveryToken())
        );

        Assert.Single(outcomes.OfType<SecondFactorOutcome.Accepted>());
        Assert.Equal(49, core.CountAudit(AuditCode.SecondFactorRefused, AuditReason.UsedRecoveryToken));
    }

    [Fact]
    public async Task Another_users_token_is_refused_and_stays_good()
    {
        var alice = await _core.EnrolAsync("alice");
        var bob = await _core.EnrolAsync("bob");

        var outcome = await _core.GiveCodeAsync(await _core.BeginAsync(bob), alice.RecoveryToken());

        Assert.IsType<SecondFactorOutcome.Refused>(outcome);
        Assert.Equal(AuditReason.WrongRecoveryToken, _core.LastAudit(AuditCode.SecondFactorRefused).Reason);
        Assert.IsType<SecondFactorOutcome.Accepted>(
            await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.RecoveryToken())
        );
    }

    [Fact]
    public async Task A_token_of_a_hash_version_we_do_not_know_is_refused()
    {
        var alice = await _core.EnrolAsync("alice");
        var (id, row) = Assert.Single(_core.Stores.State.Tokens);
        var old = new Core.Recovery.StoredRecoveryToken
        {
            Id = id,
            UserId = alice.Id,
            Hash = row.Added.Hash,
            HashVersion = 0,
            IssuedAt = row.Added.IssuedAt,
        };
        _core.Stores.State = _core.Stores.State with
        {
            Tokens = _core.Stores.State.Tokens.SetItem(id, row with { Added = old }),
        };

        var outcome = await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.RecoveryToken());

        Assert.IsType<SecondFactorOutcome.Refused>(outcome);
    }
}
