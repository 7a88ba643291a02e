using IdpMfa.Core.Administration;
using IdpMfa.Core.Clients;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Tests.SignIn;

/// <summary>Whether a code or refresh token may still be exchanged.</summary>
public sealed class TokensOfASignInTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_the_session_lives_they_are_good(bool endsWithSession)
    {
        var session = await _core.SignInAsync(await _core.EnrolAsync("alice"));

        Assert.True(await IsStillGoodAsync(Of(session, endsWithSession)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reset_ends_them(bool endsWithSession)
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);

        await _core.AskAsync<MfaAdministration, ResetMfaOutcome>(administration =>
            administration.ResetMfaAsync(alice.Account, "id-admin", default)
        );

        Assert.False(await IsStillGoodAsync(Of(session, endsWithSession)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reset_ends_them_though_the_user_signed_out_before(bool endsWithSession)
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);
        await SignOutAsync(session);

        await _core.TellAsync<ISessionStore>(store => store.RevokeAllAsync(alice.Id, _core.Now, default));

        Assert.False(await IsStillGoodAsync(Of(session, endsWithSession)));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_sign_out_ends_those_without_offline_access(bool endsWithSession, bool isGood)
    {
        var session = await _core.SignInAsync(await _core.EnrolAsync("alice"));

        await SignOutAsync(session);

        Assert.Equal(isGood, await IsStillGoodAsync(Of(session, endsWithSession)));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task The_end_of_the_sessions_lifetime_ends_those_without_offline_access(
        bool endsWithSession,
        bool isGood
    )
    {
        var session = await _core.SignInAsync(await _core.EnrolAsync("alice"));
        _core.Clock.Advance(session.ExpiresAt - _core.Now);

        Assert.Equal(isGood, await IsStillGoodAsync(Of(session, endsWithSession)));
    }

    [Fact]
    public async Task A_disabled_user_has_none()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);
        _core.Users.Change(alice.Id, account => account with { IsDisabled = true });

        Assert.False(await IsStillGoodAsync(Of(session)));
    }

    [Fact]
    public async Task A_client_that_is_gone_has_none()
    {
        var session = await _core.SignInAsync(await _core.EnrolAsync("alice"));

        Assert.False(await IsStillGoodAsync(Of(session), clientId: "gone"));
    }

    [Fact]
    public async Task Those_of_an_unknown_session_are_worth_nothing()
    {
        var session = await _core.SignInAsync(await _core.EnrolAsync("alice"));

        Assert.False(await IsStillGoodAsync(Of(session) with { SessionId = Guid.CreateVersion7() }));
    }

    [Fact]
    public async Task Those_of_one_user_are_not_good_with_the_session_of_another()
    {
        var session = await _core.SignInAsync(await _core.EnrolAsync("alice"));
        var bob = await _core.EnrolAsync("bob");

        Assert.False(await IsStillGoodAsync(Of(session) with { Subject = bob.Id }));
    }

    [Fact]
    public async Task Enforcement_switched_on_ends_those_of_a_password()
    {
        var password = await _core.SignInByPasswordAsync(_core.AddUser("alice"));
        var mfa = await _core.SignInAsync(await _core.EnrolAsync("bob"));
        Assert.True(await IsStillGoodAsync(Of(password)));

        _core.Enforce();

        Assert.False(await IsStillGoodAsync(Of(password)));
        Assert.True(await IsStillGoodAsync(Of(mfa)));
    }

    [Fact]
    public async Task In_the_grace_period_those_of_a_password_live_on_and_no_longer()
    {
        var session = await _core.SignInByPasswordAsync(_core.AddUser("alice"));
        _core.Enforce(TimeSpan.FromHours(1));

        Assert.True(await IsStillGoodAsync(Of(session)));
        _core.Clock.Advance(TimeSpan.FromHours(1));
        Assert.False(await IsStillGoodAsync(Of(session)));
    }

    [Fact]
    public async Task Enabling_leaves_those_of_other_sessions()
    {
        var alice = _core.AddUser("alice");
        var session = await _core.SignInByPasswordAsync(alice);

        await _core.GiveFactorAsync(alice);

        Assert.True(await IsStillGoodAsync(Of(session)));
    }

    [Fact]
    public async Task A_client_that_requires_MFA_by_now_ends_those_of_a_password()
    {
        var session = await _core.SignInByPasswordAsync(_core.AddUser("alice"));

        _core.Engine.Set(new ClientSettings { ClientId = "web", RequireMfa = true });

        Assert.False(await IsStillGoodAsync(Of(session)));
    }

    [Fact]
    public async Task A_lock_stops_sign_ins_and_no_refresh()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);

        for (var i = 0; i < CoreFixture.Max; i++)
        {
            await _core.GiveWrongPasswordAsync(alice);
        }

        Assert.NotNull(_core.Counters(alice).LockedAt);
        Assert.True(await IsStillGoodAsync(Of(session)));
    }

    [Fact]
    public async Task A_later_rise_of_the_session_does_not_better_them()
    {
        var alice = _core.AddUser("alice");
        var session = await _core.SignInByPasswordAsync(alice);
        alice = await _core.GiveFactorAsync(alice);
        var pending = await _core.AskAsync<StepUp, PendingSignIn?>(stepUp =>
            stepUp.BeginAsync(session.ToEvidence(), PendingPurpose.StepUp, null, "/", default)
        );
        await _core.GiveCodeAsync(pending!, alice.Code(), session.ToEvidence());

        _core.Enforce();

        Assert.False(await IsStillGoodAsync(Of(session)));
    }

    private static TokenEvidence Of(Session session, bool endsWithSession = false) =>
        new()
        {
            Subject = session.UserId,
            SessionId = session.Id,
            Level = session.ToEvidence().Level(recoverySatisfiesMfa: true),
            HasSecondFactorProof = session.SecondFactor != SecondFactorKind.None,
            EndsWithSession = endsWithSession,
        };

    private Task SignOutAsync(Session session) =>
        _core.TellAsync<SignOut>(signOut => signOut.EndAsync(session.ToEvidence(), default));

    private Task<bool> IsStillGoodAsync(TokenEvidence evidence, string clientId = "web") =>
        _core.AskAsync<IAuthenticationAuthority, bool>(authority =>
            authority.IsStillGoodAsync(evidence, clientId, default).AsTask()
        );
}
