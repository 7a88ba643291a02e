using IdpMfa.Core.Audit;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Totp;

namespace IdpMfa.Core.Tests.SignIn;

/// <summary>Another request wins after this one's code was found right and before it is used up.</summary>
public sealed class LateRaceTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task A_code_that_another_sign_in_used_meanwhile_is_refused()
    {
        var alice = await _core.EnrolAsync("alice");
        var (mine, other, code) = (await _core.BeginAsync(alice), await _core.BeginAsync(alice), alice.Code());
        InterruptAfterComparing<ITotpCredentialStore>(
            nameof(ITotpCredentialStore.ListAsync),
            () => _core.GiveCodeAsync(other, code)
        );

        var outcome = await _core.GiveCodeAsync(mine, code);

        Assert.IsType<SecondFactorOutcome.Refused>(outcome);
        Assert.Equal(AuditReason.ReplayedCode, _core.LastAudit(AuditCode.SecondFactorRefused).Reason);
        Assert.Single(_core.Stores.State.Sessions);
    }

    [Fact]
    public async Task A_recovery_token_that_another_sign_in_used_meanwhile_is_refused()
    {
        var alice = await _core.EnrolAsync("alice");
        var (mine, other) = (await _core.BeginAsync(alice), await _core.BeginAsync(alice));
        InterruptAfterComparing<IRecoveryTokenStore>(
            nameof(IRecoveryTokenStore.ListAsync),
            () => _core.GiveCodeAsync(other, alice.RecoveryToken())
        );

        var outcome = await _core.GiveCodeAsync(mine, alice.RecoveryToken());

        Assert.IsType<SecondFactorOutcome.Refused>(outcome);
        Assert.Equal(AuditReason.UsedRecoveryToken, _core.LastAudit(AuditCode.SecondFactorRefused).Reason);
        Assert.Single(_core.Stores.State.Sessions);
    }

    [Fact]
    public async Task Two_right_codes_for_one_sign_in_start_one_session()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        InterruptAfterComparing<ITotpCredentialStore>(
            nameof(ITotpCredentialStore.ListAsync),
            () => _core.GiveCodeAsync(pending, alice.Code())
        );

        var outcome = await _core.GiveCodeAsync(pending, alice.CodeAt(1));

        Assert.IsType<SecondFactorOutcome.Refused>(outcome);
        Assert.Equal(AuditReason.Superseded, _core.LastAudit(AuditCode.SecondFactorRefused).Reason);
        Assert.Single(_core.Stores.State.Sessions);
        Assert.Equal(1, _core.CountAudit(AuditCode.SecondFactorAccepted));
    }

    [Fact]
    public async Task Two_right_codes_for_one_sign_in_do_not_raise_the_browsers_session_twice()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);
        var pending = await _core.BeginAsync(alice, session.ToEvidence());
        InterruptAfterComparing<ITotpCredentialStore>(
            nameof(ITotpCredentialStore.ListAsync),
            () => _core.GiveCodeAsync(pending, alice.Code(), session.ToEvidence())
        );

        var outcome = await _core.GiveCodeAsync(pending, alice.CodeAt(1), session.ToEvidence());

        Assert.IsType<SecondFactorOutcome.Refused>(outcome);
        Assert.Equal(1, _core.CountAudit(AuditCode.SessionRaised));
    }

    /// <summary>Comparing reads the factors; the next unit of work is the one that uses the code up.</summary>
    private void InterruptAfterComparing<TStore>(string list, Func<Task> other) =>
        _core.Stores.InterruptOnceBefore<TStore>(
            list,
            () =>
            {
                _core.Stores.InterruptOnceBefore<IUnitOfWork>(nameof(IUnitOfWork.RunAsync), other);
                return Task.CompletedTask;
            }
        );
}
