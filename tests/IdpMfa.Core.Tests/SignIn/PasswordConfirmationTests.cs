using IdpMfa.Core.Audit;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Tests.SignIn;

/// <summary>A signed-in user gives the password once more.</summary>
public sealed class PasswordConfirmationTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task The_right_password_confirms_and_clears_its_counter()
    {
        var alice = _core.AddUser("alice");
        var session = await _core.SignInByPasswordAsync(alice);
        await ConfirmAsync(session, "not it");

        Assert.True(await ConfirmAsync(session, alice.Password));
        Assert.Equal(0, _core.Counters(alice).PasswordFailures);
    }

    [Fact]
    public async Task Confirming_is_written_down()
    {
        var alice = _core.AddUser("alice");
        var session = await _core.SignInByPasswordAsync(alice);
        var before = _core.CountAudit(AuditCode.PasswordAccepted);

        await ConfirmAsync(session, alice.Password);

        Assert.Equal(1, _core.CountAudit(AuditCode.PasswordAccepted) - before);
    }

    [Fact]
    public async Task A_wrong_password_is_charged_like_any_other()
    {
        var alice = _core.AddUser("alice");
        var session = await _core.SignInByPasswordAsync(alice);

        Assert.False(await ConfirmAsync(session, "not it"));

        Assert.Equal(1, _core.Counters(alice).PasswordFailures);
        Assert.Equal(AuditReason.WrongPassword, _core.LastAudit(AuditCode.PasswordRefused).Reason);
    }

    [Fact]
    public async Task Wrong_passwords_lock_and_then_the_right_one_is_refused()
    {
        var alice = _core.AddUser("alice");
        var session = await _core.SignInByPasswordAsync(alice);
        await CoreFixture.AtOnceAsync(40, _ => ConfirmAsync(session, "not it"));

        Assert.False(await ConfirmAsync(session, alice.Password));

        Assert.Equal(1, _core.CountAudit(AuditCode.SignInLocked, AuditReason.TooManyPasswords));
        Assert.Equal(CoreFixture.Max, _core.CountAudit(AuditCode.PasswordRefused, AuditReason.WrongPassword));
    }

    [Fact]
    public async Task A_refusal_while_locked_is_written_down()
    {
        var alice = _core.AddUser("alice");
        var session = await _core.SignInByPasswordAsync(alice);
        await CoreFixture.AtOnceAsync(CoreFixture.Max, _ => ConfirmAsync(session, "not it"));

        await ConfirmAsync(session, alice.Password);

        Assert.Equal(AuditReason.LockedOrBusy, _core.LastAudit(AuditCode.PasswordRefused).Reason);
    }

    [Fact]
    public async Task A_disabled_user_confirms_nothing()
    {
        var alice = _core.AddUser("alice");
        var session = await _core.SignInByPasswordAsync(alice);
        _core.Users.Change(alice.Id, account => account with { IsDisabled = true });

        Assert.False(await ConfirmAsync(session, alice.Password));
    }

    private Task<bool> ConfirmAsync(Session session, string password) =>
        _core.AskAsync<PasswordStep, bool>(step => step.ConfirmAsync(session.ToEvidence(), password, default));
}
