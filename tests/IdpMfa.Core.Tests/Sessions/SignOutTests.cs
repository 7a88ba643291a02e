using IdpMfa.Core.Audit;
using IdpMfa.Core.Sessions;

namespace IdpMfa.Core.Tests.Sessions;

public sealed class SignOutTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task Signing_out_ends_the_session_so_that_a_copied_cookie_is_dead()
    {
        var session = await _core.SignInAsync(await _core.EnrolAsync("alice"));

        await EndAsync(session);

        Assert.Equal((_core.Now, SessionEnd.SignedOut), (_core.Reload(session).EndedAt, _core.Reload(session).EndedBy));
        Assert.Null(
            await _core.AskAsync<ISessionStore, Session?>(store =>
                store.FindAliveAsync(session.Key, _core.Now, default)
            )
        );
        Assert.Equal(AuditReason.SignedOut, _core.LastAudit(AuditCode.SessionEnded).Reason);
    }

    [Fact]
    public async Task Signing_out_many_times_at_once_is_one_sign_out()
    {
        var session = await _core.SignInAsync(await _core.EnrolAsync("alice"));

        await CoreFixture.AtOnceAsync(
            32,
            async _ =>
            {
                await EndAsync(session);
                return true;
            }
        );

        Assert.Equal(1, _core.CountAudit(AuditCode.SessionEnded));
    }

    [Fact]
    public async Task Signing_out_leaves_the_users_other_sessions()
    {
        var alice = await _core.EnrolAsync("alice");
        var (here, there) = (await _core.SignInAsync(alice), await _core.SignInAsync(alice));

        await EndAsync(here);

        Assert.Null(_core.Reload(there).EndedAt);
    }

    [Fact]
    public async Task After_a_sign_in_with_the_last_recovery_token_the_way_out_warns()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await SignInByTokenAsync(alice);

        Assert.True(await NeedsWarningAsync(session));
    }

    [Fact]
    public async Task While_a_token_is_left_there_is_no_warning()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await SignInByTokenAsync(alice);
        await _core.AskAsync<Core.Recovery.RecoveryTokenIssuer, Core.Recovery.RecoveryTokenIssue>(issuer =>
            issuer.ReissueAsync(session.ToEvidence(), null, default)
        );

        Assert.False(await NeedsWarningAsync(session));
    }

    [Fact]
    public async Task Who_signed_in_with_the_authenticator_is_not_warned()
    {
        var alice = await _core.EnrolAsync("alice");
        await SignInByTokenAsync(alice);

        Assert.False(await NeedsWarningAsync(await _core.SignInAsync(alice)));
    }

    private Task EndAsync(Session session) =>
        _core.TellAsync<SignOut>(signOut => signOut.EndAsync(session.ToEvidence(), default));

    private Task<bool> NeedsWarningAsync(Session session) =>
        _core.AskAsync<SignOut, bool>(signOut => signOut.NeedsWarningAsync(session.ToEvidence(), default));

    private async Task<Session> SignInByTokenAsync(Person person) =>
        Assert
            .IsType<Core.SignIn.SecondFactorOutcome.Accepted>(
                await _core.GiveCodeAsync(await _core.BeginAsync(person), person.RecoveryToken())
            )
            .Session;
}
