using IdpMfa.Core.Audit;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Tests.SignIn;

public sealed class StepUpTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task A_step_up_raises_the_session_and_makes_auth_time_no_newer()
    {
        var (alice, session) = await SignInBeforeEnrolmentAsync("alice");
        _core.Clock.Advance(TimeSpan.FromMinutes(30));
        var pending = await BeginAsync(session);

        var raised = Accepted(await _core.GiveCodeAsync(pending!, alice.Code(), session.ToEvidence()));

        Assert.Equal(session.Id, raised.Id);
        Assert.NotEqual(session.Key, raised.Key);
        Assert.Equal(["pwd", "otp", "mfa"], raised.ToEvidence().Amr);
        Assert.Equal(session.PasswordAt, raised.ToEvidence().OldestProofAt);
        Assert.Equal(session.AuthenticationId, raised.AuthenticationId);
        Assert.Equal(session.ExpiresAt, raised.ExpiresAt);
        Assert.Equal(raised.ToEvidence(), _core.Reload(session).ToEvidence());
        Assert.Equal(1, _core.CountAudit(AuditCode.SessionRaised));
    }

    [Fact]
    public async Task It_counts_only_in_the_session_that_it_began_in()
    {
        var (alice, session) = await SignInBeforeEnrolmentAsync("alice");
        var pending = await BeginAsync(session);
        var other = await _core.SignInAsync(alice);

        Assert.IsType<SecondFactorOutcome.Gone>(await _core.GiveCodeAsync(pending!, alice.Code(), browser: null));
        Assert.IsType<SecondFactorOutcome.Gone>(await _core.GiveCodeAsync(pending!, alice.Code(), other.ToEvidence()));
        Assert.Equal(SecondFactorKind.None, _core.Reload(session).SecondFactor);
        Assert.Equal(0, _core.Counters(alice).SecondFactorFailures);
    }

    [Fact]
    public async Task It_is_dead_once_its_session_has_ended()
    {
        var (alice, session) = await SignInBeforeEnrolmentAsync("alice");
        var pending = await BeginAsync(session);
        await _core.TellAsync<SignOut>(signOut => signOut.EndAsync(session.ToEvidence(), default));

        var outcome = await _core.GiveCodeAsync(pending!, alice.Code(), session.ToEvidence());

        Assert.IsNotType<SecondFactorOutcome.Accepted>(outcome);
        Assert.Single(_core.Stores.State.Sessions);
        Assert.Equal(AuditReason.Superseded, _core.LastAudit(AuditCode.SecondFactorRefused).Reason);
    }

    [Fact]
    public async Task Wrong_codes_are_counted_with_those_of_a_sign_in_and_lock()
    {
        var (alice, session) = await SignInBeforeEnrolmentAsync("alice");
        await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.WrongCode());
        var pending = await BeginAsync(session);

        await CoreFixture.AtOnceAsync(40, _ => _core.GiveCodeAsync(pending!, alice.WrongCode(), session.ToEvidence()));

        Assert.Equal(CoreFixture.Max, _core.CountAudit(AuditCode.SecondFactorRefused, AuditReason.WrongCode));
        Assert.Equal(1, _core.CountAudit(AuditCode.SignInLocked, AuditReason.TooManyCodes));
    }

    [Fact]
    public async Task A_disabled_user_begins_none()
    {
        var (alice, session) = await SignInBeforeEnrolmentAsync("alice");
        _core.Users.Change(alice.Id, account => account with { IsDisabled = true });

        Assert.Null(await BeginAsync(session));
    }

    [Fact]
    public async Task It_carries_what_the_user_was_on_the_way_to()
    {
        var (_, session) = await SignInBeforeEnrolmentAsync("alice");
        var interaction = new Interaction
        {
            Key = "key",
            ClientId = "web",
            Request = "{}",
            ReturnPath = "/connect/authorize",
            CreatedAt = _core.Now,
            ExpiresAt = _core.Now.AddHours(1),
        };

        var pending = await _core.AskAsync<StepUp, PendingSignIn?>(stepUp =>
            stepUp.BeginAsync(session.ToEvidence(), PendingPurpose.StepUp, interaction, "/connect/authorize", default)
        );

        Assert.Equal(
            ("web", "key", "/connect/authorize", session.Id),
            (pending!.ClientId, pending.InteractionKey, pending.ReturnUrl, pending.SessionId)
        );
    }

    private async Task<(Person Person, Session Session)> SignInBeforeEnrolmentAsync(string name)
    {
        var person = _core.AddUser(name);
        var session = await _core.SignInByPasswordAsync(person);
        return (await _core.GiveFactorAsync(person), session);
    }

    private Task<PendingSignIn?> BeginAsync(Session session) =>
        _core.AskAsync<StepUp, PendingSignIn?>(stepUp =>
            stepUp.BeginAsync(session.ToEvidence(), PendingPurpose.StepUp, null, "/", default)
        );

    private static Session Accepted(SecondFactorOutcome outcome) =>
        Assert.IsType<SecondFactorOutcome.Accepted>(outcome).Session;
}
