using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Tests.SignIn;

/// <summary>prompt=login and max_age (OpenID Connect Core §3.1.2.1): asked for once, and answered by giving all factors only.</summary>
public sealed class ReauthenticationTests : IAsyncDisposable
{
    private static readonly SignInRequest Request = new() { ClientId = "web" };

    private const string Key = "the key of the waiting request";

    private readonly CoreFixture _core = new();

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task Prompt_login_asks_for_all_factors_until_the_user_comes_back_from_giving_them()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);
        var request = Request with { MustReauthenticate = true };
        Assert.Equal(new SignInDecision.Interact(SignInPaths.Login), await DecideAsync(request, session));

        var again = Accepted(
            await _core.GiveCodeAsync(
                await _core.BeginAsync(alice, session.ToEvidence(), Key),
                alice.Code(),
                session.ToEvidence()
            )
        );

        Assert.Equal(session.Id, again.Id);
        Assert.IsType<SignInDecision.Proceed>(await DecideAsync(ComingBack(request, from: session), again));
    }

    [Fact]
    public async Task Prompt_login_is_not_answered_by_coming_back_without_giving_them()
    {
        var session = await _core.SignInAsync(await _core.EnrolAsync("alice"));
        var request = Request with { MustReauthenticate = true };

        Assert.Equal(
            new SignInDecision.Interact(SignInPaths.Login),
            await DecideAsync(ComingBack(request, from: session), session)
        );
    }

    [Fact]
    public async Task Prompt_login_is_not_answered_by_signing_in_for_another_request()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);
        var again = Accepted(
            await _core.GiveCodeAsync(
                await _core.BeginAsync(alice, session.ToEvidence(), "another tab's request"),
                alice.Code(),
                session.ToEvidence()
            )
        );

        var decision = await DecideAsync(ComingBack(Request with { MustReauthenticate = true }, from: session), again);

        Assert.Equal(new SignInDecision.Interact(SignInPaths.Login), decision);
    }

    [Fact]
    public async Task A_step_up_in_between_keeps_what_the_password_was_given_for()
    {
        var alice = _core.AddUser("alice");
        var request = Request with { MustReauthenticate = true };
        var session = Assert
            .IsType<PasswordOutcome.SignedIn>(await _core.GivePasswordAsync("alice", alice.Password, interaction: Key))
            .Session;
        alice = await _core.GiveFactorAsync(alice);
        var pending = await _core.AskAsync<StepUp, PendingSignIn?>(stepUp =>
            stepUp.BeginAsync(
                session.ToEvidence(),
                PendingPurpose.StepUp,
                ComingBack(request, session).Interaction,
                "/",
                default
            )
        );
        var raised = Accepted(await _core.GiveCodeAsync(pending!, alice.Code(), session.ToEvidence()));

        Assert.IsType<SignInDecision.Proceed>(await DecideAsync(ComingBack(request, from: session), raised));
    }

    [Fact]
    public async Task Prompt_login_is_not_answered_by_a_step_up()
    {
        var alice = _core.AddUser("alice");
        var session = await _core.SignInByPasswordAsync(alice);
        alice = await _core.GiveFactorAsync(alice);
        var pending = await _core.AskAsync<StepUp, PendingSignIn?>(stepUp =>
            stepUp.BeginAsync(session.ToEvidence(), PendingPurpose.StepUp, null, "/", default)
        );
        var raised = Accepted(await _core.GiveCodeAsync(pending!, alice.Code(), session.ToEvidence()));

        var decision = await DecideAsync(ComingBack(Request with { MustReauthenticate = true }, from: session), raised);

        Assert.Equal(new SignInDecision.Interact(SignInPaths.Login), decision);
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public async Task An_exceeded_max_age_asks_for_all_factors(int secondsSinceSignIn, bool isYoungEnough)
    {
        var session = await _core.SignInByPasswordAsync(_core.AddUser("alice"));
        _core.Clock.Advance(TimeSpan.FromSeconds(secondsSinceSignIn));

        var decision = await DecideAsync(Request with { MaxAge = TimeSpan.FromMinutes(1) }, session);

        Assert.Equal(isYoungEnough, decision is SignInDecision.Proceed);
    }

    [Fact]
    public async Task Max_age_counts_from_the_oldest_proof_and_a_step_up_makes_it_no_younger()
    {
        var alice = _core.AddUser("alice");
        var session = await _core.SignInByPasswordAsync(alice);
        alice = await _core.GiveFactorAsync(alice);
        _core.Clock.Advance(TimeSpan.FromMinutes(5));
        var pending = await _core.AskAsync<StepUp, PendingSignIn?>(stepUp =>
            stepUp.BeginAsync(session.ToEvidence(), PendingPurpose.StepUp, null, "/", default)
        );
        var raised = Accepted(await _core.GiveCodeAsync(pending!, alice.Code(), session.ToEvidence()));

        var decision = await DecideAsync(Request with { MaxAge = TimeSpan.FromMinutes(4) }, raised);

        Assert.Equal(new SignInDecision.Interact(SignInPaths.Login), decision);
    }

    [Fact]
    public async Task A_max_age_of_nothing_ends_once_the_user_has_signed_in_again()
    {
        var alice = _core.AddUser("alice");
        var session = await _core.SignInByPasswordAsync(alice);
        _core.Clock.Advance(TimeSpan.FromSeconds(1));
        var request = Request with { MaxAge = TimeSpan.Zero };
        Assert.Equal(new SignInDecision.Interact(SignInPaths.Login), await DecideAsync(request, session));
        var again = Assert
            .IsType<PasswordOutcome.SignedIn>(
                await _core.GivePasswordAsync("alice", alice.Password, browser: session.ToEvidence(), interaction: Key)
            )
            .Session;
        _core.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.IsType<SignInDecision.Proceed>(await DecideAsync(ComingBack(request, from: session), again));
    }

    private static SignInRequest ComingBack(SignInRequest request, Session from) =>
        request with
        {
            Interaction = new Interaction
            {
                Key = Key,
                ClientId = request.ClientId,
                Request = "{}",
                ReturnPath = "/connect/authorize",
                CreatedAt = from.CreatedAt,
                ExpiresAt = from.CreatedAt + Interaction.Lifetime,
            },
        };

    private Task<SignInDecision> DecideAsync(SignInRequest request, Session session) =>
        _core.DecideAsync(request, session.ToEvidence());

    private static Session Accepted(SecondFactorOutcome outcome) =>
        Assert.IsType<SecondFactorOutcome.Accepted>(outcome).Session;
}
