using IdpMfa.Core.Administration;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Tests.Administration;

public sealed class AdminRecoveryTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task The_link_and_the_password_lead_to_set_up_without_further_proof()
    {
        var alice = await _core.EnrolAsync("alice", isAdmin: true);
        var session = await _core.SignInAsync(alice);
        var token = await IssueAsync(alice);

        var redeemed = Assert.IsType<AdminRecoveryOutcome.Redeemed>(await RedeemAsync(token, alice));

        Assert.Equal(_core.Now, _core.Reload(redeemed.Pending).ProvedAt);
        Assert.Empty(_core.Stores.State.Credentials);
        Assert.Empty(_core.Stores.State.Tokens);
        Assert.Equal(SessionEnd.Revoked, _core.Reload(session).EndedBy);
        var offer = await _core.OfferAsync(redeemed.Pending);
        Assert.IsType<SetUpOutcome.Confirmed>(await _core.ConfirmAsync(offer, _core.CodeOf(offer)));
        Assert.Equal(1, _core.CountAudit(AuditCode.AdminRecoveryRedeemed));
        Assert.Equal(1, _core.CountAudit(AuditCode.MfaReset, AuditReason.AdminRecovery));
    }

    [Fact]
    public async Task An_admin_who_never_had_a_factor_is_led_to_set_up_too()
    {
        var alice = _core.AddUser("alice", isAdmin: true);

        Assert.IsType<AdminRecoveryOutcome.Redeemed>(await RedeemAsync(await IssueAsync(alice), alice));

        Assert.Empty(_core.Stores.State.Sessions);
    }

    [Fact]
    public async Task It_lifts_a_lock_before_the_password_is_looked_at()
    {
        var alice = await _core.EnrolAsync("alice", isAdmin: true);
        for (var i = 0; i < CoreFixture.Max; i++)
        {
            await _core.GiveWrongPasswordAsync(alice);
        }

        var token = await IssueAsync(alice);
        Assert.NotNull(_core.Counters(alice).LockedAt);

        Assert.IsType<AdminRecoveryOutcome.Redeemed>(await RedeemAsync(token, alice));

        Assert.Equal(1, _core.CountAudit(AuditCode.SignInUnlocked, AuditReason.AdminRecovery));
    }

    [Fact]
    public async Task Who_holds_the_link_and_not_the_password_gets_five_guesses()
    {
        var alice = await _core.EnrolAsync("alice", isAdmin: true);
        var token = await IssueAsync(alice);
        for (var i = 0; i < StoredAdminRecovery.MaxTries; i++)
        {
            Assert.IsType<AdminRecoveryOutcome.Refused>(await RedeemAsync(token, alice, "not it"));
        }

        Assert.IsType<AdminRecoveryOutcome.LinkOver>(await RedeemAsync(token, alice));

        Assert.Single(_core.Stores.State.Credentials);
    }

    [Fact]
    public async Task Another_users_password_does_not_redeem_it()
    {
        var (alice, bob) = (await _core.EnrolAsync("alice", isAdmin: true), await _core.EnrolAsync("bob"));
        var token = await IssueAsync(alice);

        Assert.IsType<AdminRecoveryOutcome.Refused>(await RedeemAsync(token, bob));

        Assert.Equal(2, _core.Stores.State.Credentials.Count);
        Assert.Equal(1, _core.CountAudit(AuditCode.AdminRecoveryRefused, AuditReason.OtherUser));
    }

    [Fact]
    public async Task It_works_once_however_many_come_at_once()
    {
        await using var core = new CoreFixture(max: 100);
        var alice = await core.EnrolAsync("alice", isAdmin: true);
        var token = await IssueAsync(core, alice);

        var outcomes = await CoreFixture.AtOnceAsync(
            StoredAdminRecovery.MaxTries,
            _ => RedeemAsync(core, token, alice)
        );

        Assert.Single(outcomes.OfType<AdminRecoveryOutcome.Redeemed>());
        Assert.Equal(1, core.CountAudit(AuditCode.AdminRecoveryRedeemed));
        Assert.IsType<AdminRecoveryOutcome.LinkOver>(await RedeemAsync(core, token, alice));
    }

    [Fact]
    public async Task After_15_minutes_or_a_newer_one_it_is_over()
    {
        var alice = await _core.EnrolAsync("alice", isAdmin: true);
        var older = await IssueAsync(alice);
        var newer = await IssueAsync(alice);
        Assert.IsType<AdminRecoveryOutcome.LinkOver>(await RedeemAsync(older, alice));

        _core.Clock.Advance(AdminRecoveryToken.Lifetime);

        Assert.IsType<AdminRecoveryOutcome.LinkOver>(await RedeemAsync(newer, alice));
    }

    [Fact]
    public async Task It_survives_a_restart()
    {
        var alice = await _core.EnrolAsync("alice", isAdmin: true);
        var token = await IssueAsync(alice);

        await _core.RestartAsync();

        Assert.IsType<AdminRecoveryOutcome.Redeemed>(await RedeemAsync(token, alice));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not a token")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Anything_else_is_over(string? token)
    {
        var alice = await _core.EnrolAsync("alice", isAdmin: true);
        await IssueAsync(alice);

        Assert.IsType<AdminRecoveryOutcome.LinkOver>(await RedeemAsync(token, alice));
    }

    [Fact]
    public async Task Who_lost_the_role_meanwhile_is_not_recovered()
    {
        var alice = await _core.EnrolAsync("alice", isAdmin: true);
        var token = await IssueAsync(alice);
        _core.Users.Change(alice.Id, account => account with { IsAdmin = false });

        Assert.IsType<AdminRecoveryOutcome.LinkOver>(await RedeemAsync(token, alice));
    }

    [Fact]
    public async Task It_is_refused_for_others_than_active_admins()
    {
        var bob = await _core.EnrolAsync("bob");
        var dave = _core.AddUser("dave", isAdmin: true);
        _core.Users.Change(dave.Id, account => account with { IsDisabled = true });

        Assert.IsType<AdminRecoveryIssue.NotAnAdmin>(await AskAsync(_core, bob, force: true));
        Assert.IsType<AdminRecoveryIssue.NotAnAdmin>(
            await AskAsync(_core, dave with { Account = dave.Account with { IsDisabled = true } }, force: true)
        );
    }

    [Fact]
    public async Task Where_another_admin_could_act_it_needs_force()
    {
        var (alice, bob) = (
            await _core.EnrolAsync("alice", isAdmin: true),
            await _core.EnrolAsync("bob", isAdmin: true)
        );

        Assert.IsType<AdminRecoveryIssue.AnotherCanAct>(await AskAsync(_core, alice, force: false));
        Assert.Empty(_core.Mails);
        Assert.IsType<AdminRecoveryIssue.Issued>(await AskAsync(_core, alice, force: true));

        Assert.Equal(
            [alice.Account.Email, bob.Account.Email],
            _core.Mails.Where(mail => mail.Kind == MailKind.AdminRecovery).Select(mail => mail.To).Order()
        );
        Assert.All(_core.Mails, mail => Assert.Equal("alice", mail.Detail));
    }

    [Fact]
    public async Task The_database_has_no_token_and_nothing_prints_one()
    {
        var alice = await _core.EnrolAsync("alice", isAdmin: true);
        var issued = Assert.IsType<AdminRecoveryIssue.Issued>(await AskAsync(_core, alice, force: false));

        var stored = Assert.Single(_core.Stores.State.Recoveries.Values);

        Assert.Equal(issued.Token.Hash(), stored.Hash);
        Assert.DoesNotContain(issued.Token.ToLinkText(), issued.ToString(), StringComparison.Ordinal);
    }

    private Task<string> IssueAsync(Person person) => IssueAsync(_core, person);

    private static async Task<string> IssueAsync(CoreFixture core, Person person) =>
        Assert.IsType<AdminRecoveryIssue.Issued>(await AskAsync(core, person, force: false)).Token.ToLinkText();

    private static Task<AdminRecoveryIssue> AskAsync(CoreFixture core, Person person, bool force) =>
        core.AskAsync<AdminRecovery, AdminRecoveryIssue>(recovery => recovery.IssueAsync(person.Account, force, Ct));

    private Task<AdminRecoveryOutcome> RedeemAsync(string? token, Person person, string? password = null) =>
        RedeemAsync(_core, token, person, password);

    private static Task<AdminRecoveryOutcome> RedeemAsync(
        CoreFixture core,
        string? token,
        Person person,
        string? password = null
    ) =>
        core.AskAsync<AdminRecovery, AdminRecoveryOutcome>(recovery =>
            recovery.RedeemAsync(
                new AdminRecoveryAttempt
                {
                    Token = token,
                    LoginName = person.Account.UserName,
                    Password = password ?? person.Password,
                    ReturnUrl = "/admin",
                },
                Ct
            )
        );
}
