using IdpMfa.Core.Administration;
using IdpMfa.Core.Audit;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Tests.Lockout;

/// <summary>NIST SP 800-63B-4 §3.2.2: consecutive failures of one factor, over all locks, disable it.</summary>
public sealed class FactorFailureCapTests : IAsyncDisposable
{
    private const int Cap = 3;

    private readonly CoreFixture _core = new(max: 50, factorFailureCap: Cap);

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task Below_the_cap_the_right_code_is_accepted_and_clears_the_count()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        await FailAsync(pending, alice.WrongCode(), Cap - 1);

        Assert.IsType<SecondFactorOutcome.Accepted>(await _core.GiveCodeAsync(pending, alice.Code()));
        Assert.Equal(0, _core.Stores.State.Credentials[alice.CredentialId].Failures);
    }

    [Fact]
    public async Task At_the_cap_the_authenticator_is_disabled_and_its_right_code_refused()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        await FailAsync(pending, alice.WrongCode(), Cap);

        var outcome = await _core.GiveCodeAsync(pending, alice.Code());

        Assert.Equal(new SecondFactorOutcome.Refused(), outcome);
        Assert.Equal(AuditReason.FactorDisabled, _core.LastAudit(AuditCode.SecondFactorRefused).Reason);
    }

    [Fact]
    public async Task A_disabled_authenticator_leaves_the_recovery_token_good()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        await FailAsync(pending, alice.WrongCode(), Cap);

        Assert.IsType<SecondFactorOutcome.Accepted>(await _core.GiveCodeAsync(pending, alice.RecoveryToken()));
    }

    [Fact]
    public async Task An_unlock_gives_no_new_guesses_at_the_factor()
    {
        var alice = await _core.EnrolAsync("alice");
        await FailAsync(await _core.BeginAsync(alice), alice.WrongCode(), Cap);
        await _core.TellAsync<MfaAdministration>(administration =>
            administration.UnlockAsync(alice.Account, "id-admin", default)
        );

        var outcome = await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.Code());

        Assert.IsType<SecondFactorOutcome.Refused>(outcome);
        Assert.Equal(AuditReason.FactorDisabled, _core.LastAudit(AuditCode.SecondFactorRefused).Reason);
    }

    [Fact]
    public async Task Neither_a_right_password_nor_a_recovery_token_clears_the_authenticators_count()
    {
        var alice = await _core.EnrolAsync("alice");
        await FailAsync(await _core.BeginAsync(alice), alice.WrongCode(), Cap);
        await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.RecoveryToken());

        var outcome = await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.Code());

        Assert.IsType<SecondFactorOutcome.Refused>(outcome);
    }

    [Fact]
    public async Task Replays_count_as_failures_of_the_factor()
    {
        var alice = await _core.EnrolAsync("alice");
        var code = alice.Code();
        await _core.GiveCodeAsync(await _core.BeginAsync(alice), code);

        await FailAsync(await _core.BeginAsync(alice), code, 2);

        Assert.Equal(2, _core.Stores.State.Credentials[alice.CredentialId].Failures);
    }

    [Fact]
    public async Task At_the_cap_the_recovery_token_is_disabled_and_the_authenticator_still_good()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        await FailAsync(pending, "0123-4567-89AB-CDEF-GHJK-MNPV", Cap);

        Assert.IsType<SecondFactorOutcome.Refused>(await _core.GiveCodeAsync(pending, alice.RecoveryToken()));
        Assert.Equal(AuditReason.FactorDisabled, _core.LastAudit(AuditCode.SecondFactorRefused).Reason);
        Assert.IsType<SecondFactorOutcome.Accepted>(await _core.GiveCodeAsync(pending, alice.Code()));
    }

    [Fact]
    public async Task Guesses_at_once_are_compared_no_more_often_than_the_cap()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        var wrong = alice.WrongCode();

        await CoreFixture.AtOnceAsync(40, _ => _core.GiveCodeAsync(pending, wrong));

        Assert.InRange(_core.CountAudit(AuditCode.SecondFactorRefused, AuditReason.WrongCode), 0, Cap);
        Assert.Equal(40, _core.Stores.State.Credentials[alice.CredentialId].Failures);
    }

    private async Task FailAsync(PendingSignIn pending, string typed, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.IsType<SecondFactorOutcome.Refused>(await _core.GiveCodeAsync(pending, typed));
        }
    }
}
