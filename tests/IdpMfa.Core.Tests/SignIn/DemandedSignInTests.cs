using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.SignIn;

/// <summary>Requests that demand a level or a user, or that would replace a session that can't be had again.</summary>
public sealed class DemandedSignInTests : IAsyncDisposable
{
    private static readonly SignInRequest Request = new() { ClientId = "web" };

    private readonly CoreFixture _core = new();

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Theory]
    [InlineData(new string[0], true)]
    [InlineData(new[] { AcrNames.Mfa }, true)]
    [InlineData(new[] { "other", AcrNames.Mfa }, true)]
    [InlineData(new[] { AcrNames.Password }, false)]
    [InlineData(new[] { SignInRequest.NoLevel }, false)]
    public async Task An_essential_level_has_the_name_that_the_tokens_say(string[] names, bool isMet)
    {
        var session = await _core.SignInAsync(await _core.EnrolAsync("alice"));

        var decision = await DecideAsync(Request with { EssentialAcr = names }, session);

        Assert.Equal(isMet, decision is SignInDecision.Proceed);
        Assert.Equal(!isMet, decision == new SignInDecision.Refuse(SignInError.UnmetAuthenticationRequirements));
    }

    [Fact]
    public async Task Another_user_than_the_expected_one_gets_the_login_page()
    {
        var session = await _core.SignInAsync(await _core.EnrolAsync("alice"));
        var request = Request with { ExpectedSubject = UserId.From("somebody else") };

        Assert.Equal(new SignInDecision.Interact(SignInPaths.Login), await DecideAsync(request, session));
        Assert.Equal(
            new SignInDecision.Refuse(SignInError.LoginRequired),
            await DecideAsync(request with { MustBeSilent = true }, session)
        );
        Assert.IsType<SignInDecision.Proceed>(
            await DecideAsync(request with { ExpectedSubject = session.UserId }, session)
        );
    }

    [Fact]
    public async Task A_sign_in_that_would_replace_a_recovery_session_shows_the_sign_out_form_first()
    {
        var session = await SignInWithTokenAsync();
        var logout = new SignInDecision.Interact(SignInPaths.Logout);

        Assert.Equal(logout, await DecideAsync(Request with { MustReauthenticate = true }, session));
        Assert.Equal(logout, await DecideAsync(Request with { ExpectedSubject = UserId.From("other") }, session));
        Assert.IsType<SignInDecision.Proceed>(await DecideAsync(Request, session));
    }

    [Fact]
    public async Task Another_users_password_is_not_looked_at_while_it_would_replace_a_recovery_session()
    {
        var session = await SignInWithTokenAsync();
        var bob = _core.AddUser("bob");
        var hashes = _core.Users.Hashes;

        var right = await _core.GivePasswordAsync("bob", bob.Password, browser: session.ToEvidence());
        var unknown = await _core.GivePasswordAsync("nobody", "x", browser: session.ToEvidence());

        Assert.Equal(new PasswordOutcome.SignOutFirst(), right);
        Assert.Equal(new PasswordOutcome.SignOutFirst(), unknown);
        Assert.Equal(hashes, _core.Users.Hashes);
        Assert.Null(_core.Reload(session).EndedAt);
    }

    [Fact]
    public async Task Another_users_code_is_not_looked_at_while_it_would_replace_a_recovery_session()
    {
        var bob = await _core.EnrolAsync("bob");
        var pending = await _core.BeginAsync(bob);
        var session = await SignInWithTokenAsync();

        var outcome = await _core.GiveCodeAsync(pending, bob.Code(), browser: session.ToEvidence());

        Assert.IsType<SecondFactorOutcome.Gone>(outcome);
        Assert.Equal(0, _core.Counters(bob).SecondFactorFailures);
        Assert.Null(_core.Reload(session).EndedAt);
    }

    [Fact]
    public async Task Nobody_else_confirms_or_puts_off_set_up_while_it_would_replace_a_recovery_session()
    {
        _core.Enforce(gracePeriod: TimeSpan.FromDays(1));
        var bob = _core.AddUser("bob");
        var pending = await _core.BeginSetUpAsync(bob);
        var session = await SignInWithTokenAsync();

        var offer = await _core.OfferAsync(pending);
        var confirmed = await _core.ConfirmAsync(offer, _core.CodeOf(offer), session.ToEvidence());
        var putOff = await _core.AskAsync<SetUpPutOff, Session?>(step =>
            step.PutOffAsync(pending.Id, session.ToEvidence(), TestContext.Current.CancellationToken)
        );

        Assert.IsType<SetUpOutcome.Gone>(confirmed);
        Assert.Null(putOff);
        Assert.Null(_core.Reload(session).EndedAt);
    }

    [Fact]
    public async Task The_same_user_may_give_the_password_again()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = Accepted(await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.RecoveryToken()));

        var outcome = await _core.GivePasswordAsync("alice", alice.Password, browser: session.ToEvidence());

        Assert.IsType<PasswordOutcome.SecondFactorNeeded>(outcome);
    }

    private async Task<Session> SignInWithTokenAsync()
    {
        var alice = await _core.EnrolAsync("alice");
        return Accepted(await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.RecoveryToken()));
    }

    private Task<SignInDecision> DecideAsync(SignInRequest request, Session session) =>
        _core.DecideAsync(request, session.ToEvidence());

    private static Session Accepted(SecondFactorOutcome outcome) =>
        Assert.IsType<SecondFactorOutcome.Accepted>(outcome).Session;
}
