using System.Net;
using IdpMfa.Core.Enforcement;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Flows;

public sealed class EnforcementTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(30);

    [Fact]
    public async Task Whoever_has_no_factor_is_led_to_set_up_and_gets_tokens_after_it()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var app = new RelyingParty(host);

        var setUp = await browser.GivePasswordAsync(app.AuthorizeUrl(), "carol");
        var done = await browser.ConfirmSetUpAsync(host, setUp);
        var callback = await browser.OpenAsync(done.HrefOf("a[data-continue]"));
        var claims = await Tokens.VerifyAsync(host, (await app.RedeemAsync(callback)).IdToken);

        Assert.Equal("/account/mfa/setup", setUp.Path);
        Assert.Equal(["pwd", "otp", "mfa"], claims.Amr());
        Assert.Equal("urn:idpmfa:acr:mfa", claims.Text("acr"));
    }

    [Fact]
    public async Task Cancelling_set_up_signs_nobody_in()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, setUp) = await LeadCarolToSetUpAsync(host);

        var cancelled = await browser.SubmitAsync(setUp, setUp.FormOf("form[action*=Cancel]"));
        var back = await browser.OpenAsync(setUp.Address.PathAndQuery);

        Assert.Equal(("/account/login", "/account/login"), (cancelled.Path, back.Path));
        await AssertHasNothingAsync(host, browser);
    }

    [Fact]
    public async Task In_a_grace_period_set_up_can_be_put_off_once_a_session()
    {
        await using var host = await IdpHost.StartAsync();
        await host.SetEnforcementAsync("globex", MfaEnforcement.Enforced, Grace);
        var (browser, setUp) = await LeadCarolToSetUpAsync(host);
        var app = new RelyingParty(host);

        var callback = await browser.SubmitAsync(setUp, setUp.FormOf("form[data-later]"));
        var sameSession = await browser.OpenAsync(app.AuthorizeUrl());
        var nextSession = await host.OpenBrowser().GivePasswordAsync(app.AuthorizeUrl(), "carol");

        Assert.True(callback.IsAtRelyingParty);
        Assert.True(sameSession.IsAtRelyingParty);
        Assert.NotNull(nextSession.Document.QuerySelector("[data-later]"));
    }

    [Fact]
    public async Task A_grace_period_ends_by_itself_for_sessions_and_refresh_tokens_too()
    {
        await using var host = await IdpHost.StartAsync();
        await host.SetEnforcementAsync("globex", MfaEnforcement.Enforced, Grace);
        var app = new RelyingParty(host);
        var browser = host.OpenBrowser();
        var setUp = await browser.GivePasswordAsync(app.AuthorizeUrl(), "carol");
        var tokens = await app.RedeemAsync(await browser.SubmitAsync(setUp, setUp.FormOf("form[data-later]")));
        var within = await app.RefreshAsync(tokens.RefreshToken);

        host.Clock.Advance(Grace + TimeSpan.FromSeconds(1));

        Assert.Equal("invalid_grant", (await app.RefreshAsync(within.RefreshToken)).Error);
        Assert.Equal("interaction_required", await browser.ProbeAsync(app));
        var after = await host.OpenBrowser().GivePasswordAsync(app.AuthorizeUrl(), "carol");
        Assert.Equal("/account/mfa/setup", after.Path);
        Assert.Null(after.Document.QuerySelector("[data-later]"));
    }

    [Fact]
    public async Task Without_a_grace_period_set_up_can_not_be_put_off()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, setUp) = await LeadCarolToSetUpAsync(host);

        setUp.MainForm.SetAttribute("action", $"/account/mfa/setup?i={setUp.Interaction}&handler=Later");
        var page = await browser.SubmitAsync(setUp);

        Assert.Equal("/account/login", page.Path);
        await AssertHasNothingAsync(host, browser);
    }

    [Fact]
    public async Task A_tenant_without_MFA_offers_no_set_up()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();

        var callback = await browser.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "quentin");
        var profile = await browser.OpenAsync("/profile/mfa");
        var setUp = await browser.OpenAsync("/account/mfa/setup");

        Assert.True(callback.IsAtRelyingParty);
        Assert.Null(profile.Document.QuerySelector("a[href='/account/mfa/setup']"));
        Assert.Equal("/profile/mfa", setUp.Path);
    }

    [Theory]
    [InlineData("quentin")]
    [InlineData("bob")]
    [InlineData("carol")]
    public async Task A_client_that_requires_MFA_leads_to_set_up_in_any_tenant(string userName)
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var vault = new RelyingParty(host, "vault");

        var setUp = await browser.GivePasswordAsync(vault.AuthorizeUrl(), userName);
        var done = await browser.ConfirmSetUpAsync(host, setUp);
        var callback = await browser.OpenAsync(done.HrefOf("a[data-continue]"));
        var claims = await Tokens.VerifyAsync(host, (await vault.RedeemAsync(callback)).IdToken);

        Assert.Equal(["pwd", "otp", "mfa"], claims.Amr());
    }

    [Fact]
    public async Task A_pending_sign_in_reaches_only_the_MFA_step_where_there_is_a_factor()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var step = await browser.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "dave");

        var opened = await browser.OpenAsync($"/account/mfa/setup?i={step.Interaction}");
        step.MainForm.SetAttribute("action", $"/account/mfa/setup?i={step.Interaction}");
        var posted = await browser.SubmitAsync(step, ("Input.Code", host.CodeOf(People.DaveKey)));

        Assert.Equal(("/account/mfa", null), (opened.Path, opened.DataOf("data-mfa-key")));
        Assert.False(posted.IsAtRelyingParty);
        Assert.Null(posted.DataOf("data-mfa-key"));
        await AssertHasNothingAsync(host, browser);
    }

    [Fact]
    public async Task After_Reset_MFA_sessions_and_refresh_tokens_are_dead_and_set_up_has_no_way_round()
    {
        await using var host = await IdpHost.StartAsync();
        await host.SetEnforcementAsync("globex", MfaEnforcement.Enforced, Grace);
        var browser = host.OpenBrowser();
        var app = new RelyingParty(host);
        var callback = await browser.SignInAsync(app.AuthorizeUrl(), "dave", host.CodeOf(People.DaveKey));
        var tokens = await app.RedeemAsync(callback);

        await host.ResetMfaAsync("dave");

        Assert.Equal("invalid_grant", (await app.RefreshAsync(tokens.RefreshToken)).Error);
        Assert.Equal(HttpStatusCode.Unauthorized, await app.GetUserInfoStatusAsync(tokens.AccessToken));
        Assert.Equal("login_required", await browser.ProbeAsync(app));
        var next = await host.OpenBrowser().GivePasswordAsync(app.AuthorizeUrl(), "dave");
        Assert.Equal("/account/mfa/setup", next.Path);
        Assert.Null(next.Document.QuerySelector("[data-later]"));
    }

    [Theory]
    [InlineData("bob")]
    [InlineData("quentin")]
    public async Task After_Reset_MFA_every_client_leads_to_set_up_in_any_tenant(string userName)
    {
        await using var host = await IdpHost.StartAsync();
        await host.EnrolAsync(userName);

        await host.ResetMfaAsync(userName);
        var browser = host.OpenBrowser();
        var setUp = await browser.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), userName);

        Assert.Equal("/account/mfa/setup", setUp.Path);
        await AssertHasNothingAsync(host, browser);
    }

    [Fact]
    public async Task Reset_MFA_of_the_last_administrator_is_refused_and_changes_nothing()
    {
        await using var host = await IdpHost.StartAsync();

        var outcome = await host.ResetMfaAsync("alice");
        var callback = await host.OpenBrowser()
            .SignInAsync(new RelyingParty(host).AuthorizeUrl(), "alice", host.CodeOf(People.AliceKey));

        Assert.Equal(Core.Administration.ResetMfaOutcome.IsLastAdmin, outcome);
        Assert.True(callback.IsAtRelyingParty);
    }

    [Fact]
    public async Task A_request_for_a_tenant_refuses_users_of_others_with_the_usual_words()
    {
        await using var host = await IdpHost.StartAsync();
        var url = new RelyingParty(host).AuthorizeUrl(("acr_values", "tenant:acme"));

        var ofOther = await host.OpenBrowser().GivePasswordAsync(url, "dave");
        var wrong = await host.OpenBrowser().GivePasswordAsync(url, "alice", "wrong");
        var own = await host.OpenBrowser().GivePasswordAsync(url, "alice");

        Assert.Equal((wrong.Status, wrong.Text), (ofOther.Status, ofOther.Text));
        Assert.Equal("/account/mfa", own.Path);
    }

    [Fact]
    public async Task A_request_for_a_tenant_asks_who_is_signed_in_elsewhere()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var app = new RelyingParty(host);
        await browser.SignInAsync(app.AuthorizeUrl(), "dave", host.CodeOf(People.DaveKey));

        var silent = await browser.OpenAsync(app.AuthorizeUrl(("acr_values", "tenant:acme"), ("prompt", "none")));
        var asked = await browser.OpenAsync(app.AuthorizeUrl(("acr_values", "tenant:acme")));
        var own = await browser.OpenAsync(app.AuthorizeUrl(("acr_values", "tenant:globex")));

        Assert.Equal("login_required", silent.Parameter("error"));
        Assert.Equal("/account/login", asked.Path);
        Assert.True(own.IsAtRelyingParty);
    }

    [Fact]
    public async Task A_request_for_a_tenant_that_there_is_not_goes_back_as_an_error()
    {
        await using var host = await IdpHost.StartAsync();

        var page = await host.OpenBrowser()
            .OpenAsync(new RelyingParty(host).AuthorizeUrl(("acr_values", "tenant:nowhere")));

        Assert.True(page.IsAtRelyingParty);
        Assert.Equal("invalid_request", page.Parameter("error"));
    }

    private static async Task<(Browser Browser, Page SetUp)> LeadCarolToSetUpAsync(IdpHost host)
    {
        var browser = host.OpenBrowser();
        var setUp = await browser.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "carol");
        Assert.Equal("/account/mfa/setup", setUp.Path);
        return (browser, setUp);
    }

    private static async Task AssertHasNothingAsync(IdpHost host, Browser browser) =>
        Assert.Equal("login_required", await browser.ProbeAsync(new RelyingParty(host)));

    [Fact]
    public async Task A_stale_password_session_gets_no_key_by_way_of_the_MFA_step()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        await browser.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "bob");
        host.Clock.Advance(TimeSpan.FromMinutes(50));

        var page = await browser.OpenAsync("/account/mfa");

        Assert.Equal("/account/login", page.Path);
        Assert.Null(page.DataOf("data-mfa-key"));
    }
}
