using IdpMfa.Core.Administration;
using IdpMfa.Core.Audit;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Tests.SetUp;

public sealed class EnrolmentPassesTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    public EnrolmentPassesTests() => _core.Enforce();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task A_pass_proves_the_pending_sign_in_that_it_is_typed_in()
    {
        var alice = _core.AddUser("alice");
        var pass = await IssueAsync(alice);
        var (pending, other) = (await _core.BeginSetUpAsync(alice), await _core.BeginSetUpAsync(alice));

        var isRedeemed = await RedeemAsync(pending, pass);

        Assert.True(isRedeemed);
        Assert.Equal(_core.Now, _core.Reload(pending).ProvedAt);
        Assert.Null(_core.Reload(other).ProvedAt);
        Assert.Equal(0, _core.Counters(alice).SecondFactorFailures);
        var proved = _core.LastAudit(AuditCode.EnrolmentProofAccepted);
        Assert.Equal(
            (alice.Id, AuditReason.EnrolmentPass, CoreFixture.Acme),
            (proved.Subject, proved.Reason, proved.TenantId)
        );
    }

    [Fact]
    public async Task An_issue_is_written_down_with_who_did_it()
    {
        var alice = _core.AddUser("alice");

        await IssueAsync(alice);

        var issued = _core.LastAudit(AuditCode.EnrolmentPassIssued);
        Assert.Equal((alice.Id, "id-admin", CoreFixture.Acme), (issued.Subject, issued.Actor, issued.TenantId));
    }

    [Fact]
    public async Task A_pass_works_once()
    {
        var alice = _core.AddUser("alice");
        var pass = await IssueAsync(alice);
        var (first, second) = (await _core.BeginSetUpAsync(alice), await _core.BeginSetUpAsync(alice));
        await RedeemAsync(first, pass);

        Assert.False(await RedeemAsync(second, pass));

        Assert.Null(_core.Reload(second).ProvedAt);
        Assert.Equal(1, _core.Counters(alice).SecondFactorFailures);
        Assert.Equal(1, _core.CountAudit(AuditCode.EnrolmentProofRefused, AuditReason.UsedEnrolmentPass));
    }

    [Fact]
    public async Task Of_many_redemptions_at_once_exactly_one_succeeds()
    {
        await using var core = new CoreFixture(max: 100);
        core.Enforce();
        var alice = core.AddUser("alice");
        var pass = await IssueAsync(core, alice);
        var pending = new List<PendingSignIn>();
        for (var i = 0; i < 20; i++)
        {
            pending.Add(await core.BeginSetUpAsync(alice));
        }

        var answers = await CoreFixture.AtOnceAsync(20, number => RedeemAsync(core, pending[number], pass));

        Assert.Single(answers, isRedeemed => isRedeemed);
        Assert.Equal(1, core.CountAudit(AuditCode.EnrolmentProofAccepted));
    }

    [Fact]
    public async Task It_survives_a_restart()
    {
        var alice = _core.AddUser("alice");
        var pass = await IssueAsync(alice);
        var pending = await _core.BeginSetUpAsync(alice);

        await _core.RestartAsync();

        Assert.True(await RedeemAsync(pending, pass));
    }

    [Fact]
    public async Task After_15_minutes_it_is_refused()
    {
        var alice = _core.AddUser("alice");
        var pass = await IssueAsync(alice);
        _core.Clock.Advance(EnrolmentPass.Lifetime);

        Assert.False(await RedeemAsync(await _core.BeginSetUpAsync(alice), pass));
    }

    [Fact]
    public async Task A_newer_pass_ends_the_older()
    {
        var alice = _core.AddUser("alice");
        var older = await IssueAsync(alice);
        var newer = await IssueAsync(alice);
        var pending = await _core.BeginSetUpAsync(alice);

        Assert.False(await RedeemAsync(pending, older));
        Assert.True(await RedeemAsync(pending, newer));
    }

    [Fact]
    public async Task Another_users_pass_is_refused_and_stays_good()
    {
        var (alice, bob) = (_core.AddUser("alice"), _core.AddUser("bob"));
        var pass = await IssueAsync(alice);

        Assert.False(await RedeemAsync(await _core.BeginSetUpAsync(bob), pass));
        Assert.True(await RedeemAsync(await _core.BeginSetUpAsync(alice), pass));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("123456")]
    [InlineData("0000-0000-0000")]
    public async Task Wrong_input_counts_against_the_second_factor_and_locks_in_the_end(string? typed)
    {
        var alice = _core.AddUser("alice");
        var pass = await IssueAsync(alice);
        var pending = await _core.BeginSetUpAsync(alice);
        for (var i = 0; i < CoreFixture.Max; i++)
        {
            Assert.False(await RedeemAsync(pending, typed));
        }

        Assert.NotNull(_core.Counters(alice).LockedAt);
        Assert.False(await RedeemAsync(pending, pass));
        Assert.Equal(1, _core.CountAudit(AuditCode.EnrolmentProofRefused, AuditReason.LockedOrBusy));
        Assert.Null(_core.Stores.State.EnrolmentPasses.Values.Single().UsedAt);
    }

    [Fact]
    public async Task A_pending_sign_in_that_an_unlock_has_ended_takes_no_pass()
    {
        var alice = _core.AddUser("alice");
        var pass = await IssueAsync(alice);
        var pending = await _core.BeginSetUpAsync(alice);
        await _core.TellAsync<MfaAdministration>(administration =>
            administration.UnlockAsync(alice.Account, "id-admin", Ct)
        );

        Assert.False(await RedeemAsync(pending, pass));
        Assert.True(await RedeemAsync(await _core.BeginSetUpAsync(alice), pass));
    }

    [Fact]
    public async Task A_pass_is_not_spent_where_the_sign_in_is_ended_at_the_last_moment()
    {
        var alice = _core.AddUser("alice");
        var pass = await IssueAsync(alice);
        var pending = await _core.BeginSetUpAsync(alice);
        _core.Stores.InterruptOnceBefore<IEnrolmentPassStore>(
            nameof(IEnrolmentPassStore.FindAsync),
            () =>
                _core.TellAsync<MfaAdministration>(administration =>
                    administration.UnlockAsync(alice.Account, "id-admin", Ct)
                )
        );

        Assert.False(await RedeemAsync(pending, pass));

        Assert.Null(_core.Stores.State.EnrolmentPasses.Values.Single().UsedAt);
        Assert.Equal(1, _core.CountAudit(AuditCode.EnrolmentProofRefused, AuditReason.Superseded));
    }

    [Fact]
    public async Task Who_has_a_factor_gets_no_pass()
    {
        var alice = await _core.EnrolAsync("alice");

        Assert.Null(
            await _core.AskAsync<EnrolmentPasses, EnrolmentPass?>(passes =>
                passes.TryIssueAsync(alice.Account, "id-admin", Ct)
            )
        );

        Assert.Empty(_core.Stores.State.EnrolmentPasses);
        Assert.Equal(0, _core.CountAudit(AuditCode.EnrolmentPassIssued));
    }

    private Task<string> IssueAsync(Person person) => IssueAsync(_core, person);

    private static async Task<string> IssueAsync(CoreFixture core, Person person) =>
        (
            await core.AskAsync<EnrolmentPasses, EnrolmentPass?>(passes =>
                passes.TryIssueAsync(person.Account, "id-admin", Ct)
            )
        )!.ToDisplayString();

    private Task<bool> RedeemAsync(PendingSignIn pending, string? typed) => RedeemAsync(_core, pending, typed);

    private static Task<bool> RedeemAsync(CoreFixture core, PendingSignIn pending, string? typed) =>
        core.AskAsync<EnrolmentPasses, bool>(passes => passes.TryRedeemAsync(pending, typed, Ct));
}
