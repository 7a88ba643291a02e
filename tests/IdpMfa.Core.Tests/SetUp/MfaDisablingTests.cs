using IdpMfa.Core.Audit;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Tests.SetUp;

public sealed class MfaDisablingTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task Factor_and_recovery_tokens_are_gone_and_the_password_is_enough()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);

        var disabled = Assert.IsType<MfaDisableOutcome.Disabled>(await DisableAsync(session));

        Assert.Empty(_core.Stores.State.Credentials);
        Assert.Empty(_core.Stores.State.Tokens);
        Assert.Equal(["pwd"], disabled.Session.ToEvidence().Amr);
        Assert.IsType<PasswordOutcome.SignedIn>(await _core.GivePasswordAsync(alice));
        Assert.Equal(1, _core.CountAudit(AuditCode.MfaDisabled));
    }

    [Fact]
    public async Task Every_other_session_and_refresh_token_ends()
    {
        var alice = await _core.EnrolAsync("alice");
        var other = await _core.SignInAsync(alice);
        var session = await _core.SignInAsync(alice);

        var disabled = Assert.IsType<MfaDisableOutcome.Disabled>(await DisableAsync(session));

        Assert.Equal(SessionEnd.Revoked, _core.Reload(other).EndedBy);
        Assert.Equal(SessionEnd.Revoked, _core.Reload(session).EndedBy);
        Assert.Null(_core.Reload(disabled.Session).EndedAt);
    }

    [Fact]
    public async Task A_pending_sign_in_is_dead_afterwards()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);
        var pending = await _core.BeginAsync(alice);

        await DisableAsync(session);

        Assert.IsType<SecondFactorOutcome.Gone>(await _core.GiveCodeAsync(pending, alice.Code()));
    }

    [Fact]
    public async Task It_is_refused_where_MFA_is_enforced()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);
        _core.Enforce();

        Assert.IsType<MfaDisableOutcome.Enforced>(await DisableAsync(session));

        Assert.Single(_core.Stores.State.Credentials);
        Assert.Null(_core.Reload(session).EndedAt);
        Assert.Equal(AuditReason.Enforced, _core.LastAudit(AuditCode.MfaDisableRefused).Reason);
    }

    [Fact]
    public async Task A_session_that_has_given_no_factor_does_not_disable_it()
    {
        var alice = _core.AddUser("alice");
        var session = await _core.SignInByPasswordAsync(alice);
        await _core.GiveFactorAsync(alice);

        Assert.IsType<MfaDisableOutcome.SignInAgain>(await DisableAsync(session));

        Assert.Single(_core.Stores.State.Credentials);
    }

    [Fact]
    public async Task A_session_that_was_ended_meanwhile_does_not_disable_it()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);
        await _core.TellAsync<ISessionStore>(store => store.RevokeAllAsync(alice.Id, _core.Now, default));

        Assert.IsType<MfaDisableOutcome.SignInAgain>(await DisableAsync(session));

        Assert.Single(_core.Stores.State.Credentials);
    }

    [Fact]
    public async Task Of_many_at_once_one_disables()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);

        var outcomes = await CoreFixture.AtOnceAsync(8, _ => DisableAsync(session));

        Assert.Single(outcomes.OfType<MfaDisableOutcome.Disabled>());
        Assert.Equal(1, _core.CountAudit(AuditCode.MfaDisabled));
    }

    [Fact]
    public async Task It_is_mailed_to_a_confirmed_address()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);

        await DisableAsync(session);

        Assert.Equal("alice@acme.test", Assert.Single(_core.Mails, mail => mail.Kind == MailKind.MfaDisabled).To);
    }

    private Task<MfaDisableOutcome> DisableAsync(Session session) =>
        _core.AskAsync<MfaDisabling, MfaDisableOutcome>(disabling =>
            disabling.DisableAsync(session.ToEvidence(), default)
        );
}
