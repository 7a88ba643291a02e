using IdpMfa.Core.Audit;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Tests.SignIn;

/// <summary>The same form, sent twice, gets the same answer; it is no second acceptance.</summary>
public sealed class DoubleClickTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task The_second_click_gets_the_same_session()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        var first = Accepted(await _core.GiveCodeAsync(pending, alice.Code()));
        _core.Clock.Advance(TimeSpan.FromSeconds(9));

        var second = Accepted(await _core.GiveCodeAsync(pending, alice.CodeAt(0)));

        Assert.Equal((first.Id, first.Key), (second.Id, second.Key));
        Assert.Single(_core.Stores.State.Sessions);
        Assert.Equal(1, _core.CountAudit(AuditCode.SecondFactorAccepted));
        Assert.Equal(0, _core.CountAudit(AuditCode.SecondFactorRefused));
        Assert.Equal(0, _core.Counters(alice).SecondFactorFailures);
    }

    [Fact]
    public async Task After_ten_seconds_it_is_over()
    {
        var alice = await _core.EnrolAsync("alice");
        var (pending, code) = (await _core.BeginAsync(alice), alice.Code());
        await _core.GiveCodeAsync(pending, code);
        _core.Clock.Advance(DoubleClick.Window);

        Assert.IsType<SecondFactorOutcome.Gone>(await _core.GiveCodeAsync(pending, code));
    }

    [Fact]
    public async Task The_same_code_for_another_sign_in_is_a_replay()
    {
        var alice = await _core.EnrolAsync("alice");
        var (first, second, code) = (await _core.BeginAsync(alice), await _core.BeginAsync(alice), alice.Code());
        await _core.GiveCodeAsync(first, code);

        Assert.IsType<SecondFactorOutcome.Refused>(await _core.GiveCodeAsync(second, code));
    }

    [Theory]
    [InlineData("000000")]
    [InlineData("")]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPW")]
    public async Task Something_else_is_no_double_click(string typed)
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        await _core.GiveCodeAsync(pending, alice.RecoveryToken());

        Assert.IsType<SecondFactorOutcome.Gone>(await _core.GiveCodeAsync(pending, typed));
    }

    [Fact]
    public async Task A_session_that_has_ended_is_not_handed_out_again()
    {
        var alice = await _core.EnrolAsync("alice");
        var (pending, code) = (await _core.BeginAsync(alice), alice.Code());
        var session = Accepted(await _core.GiveCodeAsync(pending, code));
        await _core.TellAsync<SignOut>(signOut => signOut.EndAsync(session.ToEvidence(), default));

        Assert.IsType<SecondFactorOutcome.Gone>(await _core.GiveCodeAsync(pending, code));
    }

    [Fact]
    public async Task A_recovery_token_clicked_twice_gets_the_same_session()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);

        var first = Accepted(await _core.GiveCodeAsync(pending, alice.RecoveryToken()));
        var second = Accepted(await _core.GiveCodeAsync(pending, alice.RecoveryToken().ToLowerInvariant()));

        Assert.Equal((first.Id, first.Key), (second.Id, second.Key));
    }

    [Fact]
    public async Task A_step_up_clicked_twice_gets_the_same_session_though_its_old_cookie_is_dead()
    {
        var alice = _core.AddUser("alice");
        var session = await _core.SignInByPasswordAsync(alice);
        alice = await _core.GiveFactorAsync(alice);
        var pending = await _core.AskAsync<StepUp, PendingSignIn?>(stepUp =>
            stepUp.BeginAsync(session.ToEvidence(), PendingPurpose.StepUp, null, "/", default)
        );
        var first = Accepted(await _core.GiveCodeAsync(pending!, alice.Code(), session.ToEvidence()));

        var second = Accepted(await _core.GiveCodeAsync(pending!, alice.Code(), browser: null));

        Assert.Equal((first.Id, first.Key), (second.Id, second.Key));
    }

    [Fact]
    public async Task Many_clicks_at_once_get_one_session()
    {
        await using var core = new CoreFixture(max: 100);
        var alice = await core.EnrolAsync("alice");
        var (pending, code) = (await core.BeginAsync(alice), alice.Code());

        var outcomes = await CoreFixture.AtOnceAsync(32, _ => core.GiveCodeAsync(pending, code));

        var sessions = outcomes.Select(Accepted).ToList();
        Assert.Equal(32, sessions.Count);
        Assert.Single(sessions.Select(session => session.Key).Distinct());
        Assert.Equal(1, core.CountAudit(AuditCode.SecondFactorAccepted));
        Assert.Equal(0, core.CountAudit(AuditCode.SecondFactorRefused));
        Assert.Equal(0, core.Counters(alice).SecondFactorFailures);
    }

    // The other click may win at any moment of this one.
    [Theory]
    [InlineData("IUnitOfWork.RunAsync")]
    [InlineData("ITotpCredentialStore.ListAsync")]
    public async Task Whenever_the_other_click_wins_this_one_gets_the_same_session(string moment)
    {
        var alice = await _core.EnrolAsync("alice");
        var (pending, code) = (await _core.BeginAsync(alice), alice.Code());
        Session? other = null;
        _core.Stores.InterruptOnceBefore(
            moment,
            async () => other = Accepted(await _core.GiveCodeAsync(pending, code))
        );

        var mine = Accepted(await _core.GiveCodeAsync(pending, code));

        Assert.Equal((other!.Id, other.Key), (mine.Id, mine.Key));
        Assert.Equal(1, _core.CountAudit(AuditCode.SecondFactorAccepted));
        Assert.Equal(0, _core.CountAudit(AuditCode.SecondFactorRefused));
        Assert.Equal(0, _core.Counters(alice).SecondFactorFailures);
    }

    private static Session Accepted(SecondFactorOutcome outcome) =>
        Assert.IsType<SecondFactorOutcome.Accepted>(outcome).Session;
}
