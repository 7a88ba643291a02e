using IdpMfa.Core.Administration;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Tests.SetUp;

public sealed class PuttingOffTests : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromDays(7);

    private readonly CoreFixture _core = new();

    public PuttingOffTests() => _core.Enforce(Grace);

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task In_the_grace_period_set_up_is_put_off_and_the_user_signed_in()
    {
        var pending = await _core.BeginSetUpAsync(_core.AddUser("alice"));

        Assert.True((await _core.OfferAsync(pending)).CanPutOff);
        var session = await PutOffAsync(pending);

        Assert.True(session!.ToEvidence().HasPutOffSetUp);
        Assert.Equal(["pwd"], session.ToEvidence().Amr);
        Assert.Equal(1, _core.CountAudit(AuditCode.MfaSetUpPutOff));
    }

    [Fact]
    public async Task After_the_grace_period_it_is_not()
    {
        var alice = _core.AddUser("alice");
        _core.Clock.Advance(Grace);
        var pending = await _core.BeginSetUpAsync(alice);

        Assert.False((await _core.OfferAsync(pending)).CanPutOff);
        Assert.Null(await PutOffAsync(pending));
        Assert.Empty(_core.Stores.State.Sessions);
    }

    [Fact]
    public async Task A_grace_period_that_ends_meanwhile_is_over()
    {
        var alice = _core.AddUser("alice");
        _core.Clock.Advance(Grace - TimeSpan.FromMinutes(1));
        var pending = await _core.BeginSetUpAsync(alice);
        _core.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(await PutOffAsync(pending));
    }

    [Fact]
    public async Task After_a_reset_it_is_not_though_the_grace_period_runs()
    {
        var alice = await _core.EnrolAsync("alice");
        await ResetAsync(alice);

        Assert.Null(await PutOffAsync(await _core.BeginSetUpAsync(alice)));
    }

    [Fact]
    public async Task Who_has_a_factor_puts_nothing_off()
    {
        var pending = await _core.BeginAsync(await _core.EnrolAsync("alice"));

        Assert.Null(await PutOffAsync(pending));
        Assert.Empty(_core.Stores.State.Sessions);
    }

    [Fact]
    public async Task Many_clicks_at_once_get_one_session()
    {
        var pending = await _core.BeginSetUpAsync(_core.AddUser("alice"));

        var sessions = await CoreFixture.AtOnceAsync(32, _ => PutOffAsync(pending));

        Assert.Single(sessions.Select(session => session?.Key).Distinct());
        Assert.NotNull(sessions[0]);
        Assert.Single(_core.Stores.State.Sessions);
        Assert.Equal(1, _core.CountAudit(AuditCode.MfaSetUpPutOff));
    }

    [Fact]
    public async Task Where_the_other_click_wins_at_the_last_moment_this_one_gets_the_same_session()
    {
        var pending = await _core.BeginSetUpAsync(_core.AddUser("alice"));
        Session? other = null;
        _core.Stores.InterruptOnceBefore<IUnitOfWork>(
            nameof(IUnitOfWork.RunAsync),
            async () => other = await PutOffAsync(pending)
        );

        var mine = await PutOffAsync(pending);

        Assert.Equal((other!.Id, other.Key), (mine!.Id, mine.Key));
        Assert.Equal(1, _core.CountAudit(AuditCode.MfaSetUpPutOff));
    }

    [Fact]
    public async Task After_ten_seconds_the_same_form_does_nothing()
    {
        var pending = await _core.BeginSetUpAsync(_core.AddUser("alice"));
        await PutOffAsync(pending);
        _core.Clock.Advance(DoubleClick.Window);

        Assert.Null(await PutOffAsync(pending));
    }

    [Fact]
    public async Task A_sign_in_that_a_code_completed_is_not_handed_out_by_putting_off()
    {
        var alice = _core.AddUser("alice");
        var offer = await _core.OfferAsync(await _core.BeginSetUpAsync(alice));
        Assert.IsType<SetUpOutcome.Confirmed>(await _core.ConfirmAsync(offer, _core.CodeOf(offer)));

        Assert.Null(await PutOffAsync(offer.Pending));
    }

    [Fact]
    public async Task A_reset_that_comes_at_the_same_moment_leaves_no_session()
    {
        var alice = _core.AddUser("alice");
        var pending = await _core.BeginSetUpAsync(alice);
        _core.Stores.InterruptOnceBefore<IUnitOfWork>(nameof(IUnitOfWork.RunAsync), () => ResetAsync(alice));

        var session = await PutOffAsync(pending);

        Assert.Null(session);
        Assert.Empty(_core.Stores.State.Sessions);
    }

    [Fact]
    public async Task It_counts_only_in_the_session_that_it_began_in()
    {
        var alice = _core.AddUser("alice");
        var here = await PutOffAsync(await _core.BeginSetUpAsync(alice));
        var there = await PutOffAsync(await _core.BeginSetUpAsync(alice));
        var pending = await _core.AskAsync<StepUp, PendingSignIn?>(stepUp =>
            stepUp.BeginAsync(here!.ToEvidence(), PendingPurpose.SetUp, null, "/", default)
        );

        Assert.Null(await PutOffAsync(pending!, there!.ToEvidence()));
        Assert.NotNull(await PutOffAsync(pending!, here!.ToEvidence()));
        Assert.Equal(there!.Key, _core.Reload(there).Key);
    }

    private Task<Session?> PutOffAsync(PendingSignIn pending, SignInEvidence? browser = null) =>
        _core.AskAsync<SetUpPutOff, Session?>(step => step.PutOffAsync(pending.Id, browser, default));

    private Task<ResetMfaOutcome> ResetAsync(Person person) =>
        _core.AskAsync<MfaAdministration, ResetMfaOutcome>(administration =>
            administration.ResetMfaAsync(person.Account, "id-admin", default)
        );
}
