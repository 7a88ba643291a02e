using IdpMfa.Core.Audit;
using IdpMfa.Core.Tenants;
using IdpMfa.IntegrationTests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.IntegrationTests.Flows;

public sealed class SetUpAgainTests
{
    [Fact]
    public async Task From_the_profile_a_new_phone_takes_the_old_ones_place_on_confirmation()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var browser = await SignInAsync(host, "alice", host.CodeOf(People.AliceKey));
        var setUp = await browser.OpenAsync(
            (await browser.OpenAsync("/profile/mfa")).HrefOf("a[href='/account/mfa/setup']")
        );
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        var meanwhile = await host.OpenBrowser().SignInAsync(app.AuthorizeUrl(), "alice", host.CodeOf(People.AliceKey));
        host.Clock.Advance(TimeSpan.FromSeconds(30));

        var done = await browser.ConfirmSetUpAsync(host, setUp);
        host.Clock.Advance(TimeSpan.FromSeconds(30));

        var key = setUp.DataOf("data-mfa-key")!;
        Assert.True(meanwhile.IsAtRelyingParty);
        Assert.NotNull(done.DataOf("data-recovery-token"));
        Assert.Equal("/profile/mfa", done.HrefOf("[data-continue]"));
        Assert.NotNull((await SignInPageAsync(host, "alice", host.CodeOf(People.AliceKey))).Alert);
        Assert.NotNull((await SignInPageAsync(host, "alice", People.AliceToken)).Alert);
        Assert.True((await SignInPageAsync(host, "alice", host.CodeOf(key))).IsAtRelyingParty);
        Assert.Equal(1, await host.CountAuditAsync(AuditCode.MfaReplaced));
    }

    [Fact]
    public async Task It_ends_other_sessions_and_all_refresh_tokens_and_this_browser_stays_signed_in()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var other = host.OpenBrowser();
        var callback = await other.SignInAsync(app.AuthorizeUrl(), "alice", host.CodeOf(People.AliceKey));
        var tokens = await app.RedeemAsync(callback);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        var browser = await SignInAsync(host, "alice", host.CodeOf(People.AliceKey));
        var thief = browser.Copy();

        await browser.ConfirmSetUpAsync(host, await browser.OpenAsync("/account/mfa/setup"));

        Assert.Equal("login_required", await other.ProbeAsync(app));
        Assert.Equal("login_required", await thief.ProbeAsync(app));
        Assert.Equal("invalid_grant", (await app.RefreshAsync(tokens.RefreshToken)).Error);
        Assert.Null(await browser.ProbeAsync(app));
    }

    [Fact]
    public async Task A_recovery_session_sets_up_again_in_an_enforced_tenant_and_then_has_otp()
    {
        await using var host = await IdpHost.StartAsync();
        var (_, token) = await host.EnrolAsync("carol");
        var browser = await SignInAsync(host, "carol", token);
        var app = new RelyingParty(host);
        var banner = await browser.OpenAsync("/profile");

        var done = await browser.ConfirmSetUpAsync(
            host,
            await browser.OpenAsync(banner.HrefOf("a[href='/account/mfa/setup']"))
        );
        var callback = await browser.OpenAsync(app.AuthorizeUrl());
        var claims = await Tokens.VerifyAsync(host, (await app.RedeemAsync(callback)).IdToken);

        Assert.NotNull(done.DataOf("data-recovery-token"));
        Assert.Equal(["pwd", "otp", "mfa"], claims.Amr());
        Assert.Null((await browser.OpenAsync("/account/logout")).Alert);
    }

    [Fact]
    public async Task An_old_recovery_session_gives_the_password_once_more()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await SignInAsync(host, "alice", People.AliceToken);
        host.Clock.Advance(TimeSpan.FromHours(2));

        var asked = await browser.OpenAsync("/account/mfa/setup");
        var wrong = await browser.SubmitAsync(asked, ("Input.Password", "wrong"));
        var charged = (await host.GetStateAsync("alice")).PasswordFailures;
        var setUp = await browser.SubmitAsync(wrong, ("Input.Password", People.Password));
        var done = await browser.ConfirmSetUpAsync(host, setUp);

        Assert.Null(asked.DataOf("data-mfa-key"));
        Assert.NotNull(wrong.Alert);
        Assert.Null(wrong.DataOf("data-mfa-key"));
        Assert.Equal(1, charged);
        Assert.NotNull(done.DataOf("data-recovery-token"));
    }

    [Fact]
    public async Task An_old_session_signs_in_again_first_and_comes_back()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await SignInAsync(host, "alice", host.CodeOf(People.AliceKey));
        host.Clock.Advance(TimeSpan.FromMinutes(11));

        var login = await browser.OpenAsync("/account/mfa/setup");
        var step = await browser.SubmitAsync(login, ("Input.UserName", "alice"), ("Input.Password", People.Password));
        var setUp = await browser.SubmitAsync(step, ("Input.Code", host.CodeOf(People.AliceKey)));

        Assert.Equal("/account/login", login.Path);
        Assert.Equal("/account/mfa", step.Path);
        Assert.Equal("/account/mfa/setup", setUp.Path);
        Assert.NotNull(setUp.DataOf("data-mfa-key"));
    }

    [Fact]
    public async Task Where_a_client_wants_more_than_a_recovery_token_the_step_offers_to_set_up_again()
    {
        await using var host = await IdpHost.StartAsync();
        await host.QueryAsync(db =>
            db.Set<Tenant>().ExecuteUpdateAsync(row => row.SetProperty(tenant => tenant.RecoverySatisfiesMfa, false))
        );
        var browser = await SignInAsync(host, "alice", People.AliceToken);

        var step = await browser.OpenAsync(new RelyingParty(host, "vault").AuthorizeUrl());
        var setUp = await browser.OpenAsync(step.HrefOf("a[href^='/account/mfa/setup']"));
        var done = await browser.ConfirmSetUpAsync(host, setUp);
        var callback = await browser.OpenAsync(done.HrefOf("[data-continue]"));

        Assert.Equal("/account/mfa", step.Path);
        Assert.True(callback.IsAtRelyingParty);
    }

    [Fact]
    public async Task Leaving_it_changes_nothing()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await SignInAsync(host, "alice", host.CodeOf(People.AliceKey));
        var setUp = await browser.OpenAsync("/account/mfa/setup");
        await browser.SubmitAsync(setUp, ("Input.Code", host.WrongCodeOf(setUp.DataOf("data-mfa-key")!)));

        var left = await browser.SubmitAsync(setUp, setUp.FormOf("form[action*='Cancel']"));
        host.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("/profile/mfa", left.Path);
        Assert.True((await SignInPageAsync(host, "alice", host.CodeOf(People.AliceKey))).IsAtRelyingParty);
    }

    [Fact]
    public async Task It_goes_on_after_a_restart_in_the_middle()
    {
        await using var started = await IdpHost.StartAsync();
        var before = await SignInAsync(started, "alice", started.CodeOf(People.AliceKey));
        var setUp = await before.OpenAsync("/account/mfa/setup");

        await using var host = await started.RestartAsync();
        var browser = host.OpenBrowser(before.Cookies);
        var done = await browser.ConfirmSetUpAsync(host, setUp);

        Assert.NotNull(done.DataOf("data-recovery-token"));
    }

    private static async Task<Browser> SignInAsync(IdpHost host, string userName, string code)
    {
        var browser = host.OpenBrowser();
        await browser.SignInAsync(new RelyingParty(host).AuthorizeUrl(), userName, code);
        return browser;
    }

    private static Task<Page> SignInPageAsync(IdpHost host, string userName, string code) =>
        host.OpenBrowser().SignInAsync(new RelyingParty(host).AuthorizeUrl(), userName, code);
}
