using System.Net;
using IdpMfa.Core.Enforcement;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Attacks;

/// <summary>Every address of the server, asked for by who has given only the password.</summary>
public sealed class ForcedBrowsingAttacks
{
    /// <summary>What may answer to who isn't signed in; links in mails among them, which ask for more by themselves.</summary>
    private static readonly string[] Open =
    [
        "/.well-known/jwks",
        "/.well-known/openid-configuration",
        "/account/confirm-email",
        "/account/forgot-password",
        "/account/login",
        "/account/logout",
        "/account/mfa",
        "/account/recover",
        "/account/reset-password",
        "/account/unlock",
        "/assets/icon.svg",
        "/assets/site.css",
        "/error",
        "/health/live",
        "/health/ready",
        "/themes/default/theme.css",
    ];

    /// <summary>What may answer, besides, to who has no factor and is led to set-up.</summary>
    private static readonly string[] OnTheWayToSetUp = ["/account/mfa/proof", "/account/mfa/setup"];

    [Theory]
    [InlineData("alice", false)]
    [InlineData("dave", false)]
    [InlineData("carol", true)]
    public async Task Attack_16_Only_the_pages_of_the_sign_in_answer_to_a_pending_sign_in(string userName, bool isOnWay)
    {
        await using var host = await IdpHost.StartAsync();
        var step = await host.OpenCodeStepAsync(userName);
        string[] allowed = isOnWay ? [.. Open, .. OnTheWayToSetUp] : Open;
        var answered = new List<string>();

        foreach (var path in host.ListPaths())
        {
            foreach (var url in new[] { path, $"{path}?i={step.Page.Interaction}" })
            {
                var browser = step.Browser.Copy();
                using var opened = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, url));
                AssertIsNoFault(opened, url);
                if (opened.StatusCode == HttpStatusCode.OK)
                {
                    answered.Add(path);
                }
            }
        }

        Assert.Contains("/account/mfa", host.ListPaths());
        Assert.Contains("/profile/mfa", host.ListPaths());
        Assert.Empty(answered.Except(allowed));
        await host.AssertIsRefusedAsync(step.Browser);
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("carol")]
    public async Task Attack_16_No_form_that_a_pending_sign_in_sends_signs_it_in_or_changes_a_factor(string userName)
    {
        await using var host = await IdpHost.StartAsync();
        var step = await host.OpenCodeStepAsync(userName);
        string[] changing = [.. DatabaseSnapshot.OfPages, "MfaAuditEvents", .. DatabaseSnapshot.OfMails];
        var before = await DatabaseSnapshot.TakeAsync(host, changing);

        foreach (var form in await host.ListFormHandlersAsync())
        {
            var browser = step.Browser.Copy();
            using var answer = await browser.PostAsync(
                form.Url,
                step.Page.AntiforgeryOf(),
                ("i", step.Page.Interaction!),
                ("Input.UserName", userName)
            );

            AssertIsNoFault(answer, form.Url);
            var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain("data-recovery-token", html);
            Assert.Equal("login_required", await browser.ProbeAsync(new RelyingParty(host)));
        }

        // One empty code was typed at the MFA step, and counted.
        var after = await DatabaseSnapshot.TakeAsync(host, changing);
        Assert.Equal(WithoutCounters(before), WithoutCounters(after));
    }

    [Theory]
    [InlineData("/account/login?i={0}")]
    [InlineData("/connect/authorize?i={0}")]
    [InlineData("/account/mfa?i={0}")]
    [InlineData("/account/mfa/setup")]
    [InlineData("/profile")]
    [InlineData("/profile/mfa")]
    [InlineData("/")]
    public async Task Attack_18_Whoever_is_led_to_set_up_finds_no_way_round_by_back_or_another_address(string way)
    {
        await using var host = await IdpHost.StartAsync();
        var step = await host.OpenCodeStepAsync("carol");
        var url = string.Format(System.Globalization.CultureInfo.InvariantCulture, way, step.Page.Interaction);

        var page = await step.Browser.OpenAsync(url);

        Assert.Equal("/account/mfa/setup", step.Page.Path);
        Assert.Contains(page.Path, new[] { "/account/login", "/account/mfa/setup" });
        await host.AssertIsRefusedAsync(step.Browser);
    }

    [Theory]
    [InlineData("web", null)]
    [InlineData("other", null)]
    [InlineData("vault", null)]
    [InlineData("web", "login")]
    [InlineData("web", "consent")]
    [InlineData("web", "select_account")]
    public async Task Attack_18_No_other_client_and_no_prompt_is_a_way_round_set_up(string clientId, string? prompt)
    {
        await using var host = await IdpHost.StartAsync();
        var step = await host.OpenCodeStepAsync("carol");
        var app = new RelyingParty(host, clientId);

        var silent = await step.Browser.ProbeAsync(app);
        var again = await step.Browser.GivePasswordAsync(app.AuthorizeUrl(("prompt", prompt)), "carol");

        Assert.Equal(("login_required", "/account/mfa/setup"), (silent, again.Path));
        await host.AssertIsRefusedAsync(step.Browser);
    }

    [Fact]
    public async Task Attack_18_Cancelling_putting_off_and_the_MFA_step_are_no_way_round_set_up()
    {
        await using var host = await IdpHost.StartAsync();
        var step = await host.OpenCodeStepAsync("carol");
        (string, string)[] fields = [("i", step.Page.Interaction!), ("Input.Code", "123456")];

        foreach (
            var url in new[] { "/account/mfa/setup?handler=Later", "/account/mfa", "/account/mfa/setup?handler=Cancel" }
        )
        {
            var browser = step.Browser.Copy();
            using var answer = await browser.PostAsync(url, step.Page.AntiforgeryOf(), fields);
            await browser.FollowAsync(answer);
            await host.AssertIsRefusedAsync(browser);
        }
    }

    [Fact]
    public async Task Attack_18_An_idle_sign_in_that_is_taken_up_again_starts_over()
    {
        await using var host = await IdpHost.StartAsync();
        var step = await host.OpenCodeStepAsync("carol");

        host.Clock.Advance(TimeSpan.FromMinutes(31));
        var page = await step.Browser.OpenAsync(step.Page.Address.PathAndQuery);
        var resumed = await step.Browser.OpenAsync($"/connect/authorize?i={step.Page.Interaction}");

        Assert.Equal(("/account/login", "/account/login"), (page.Path, resumed.Path));
        await host.AssertIsRefusedAsync(step.Browser);
    }

    [Fact]
    public async Task Attack_18_A_restart_is_no_way_round_set_up()
    {
        await using var started = await IdpHost.StartAsync();
        var step = await started.OpenCodeStepAsync("carol");
        await using var host = await started.RestartAsync();
        var browser = host.OpenBrowser(step.Browser.Cookies);

        var resumed = await browser.OpenAsync($"/connect/authorize?i={step.Page.Interaction}");
        var reloaded = await browser.OpenAsync(step.Page.Address.PathAndQuery);

        Assert.Equal(("/account/login", "/account/mfa/setup"), (resumed.Path, reloaded.Path));
        await host.AssertIsRefusedAsync(browser);
    }

    [Fact]
    public async Task Attack_18_Enforcement_that_is_switched_on_reaches_sessions_codes_and_refresh_tokens_from_before()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var app = new RelyingParty(host);
        var tokens = await app.RedeemAsync(await browser.GivePasswordAsync(app.AuthorizeUrl(), "bob"));
        var callback = await browser.OpenAsync(app.AuthorizeUrl());

        await host.SetEnforcementAsync("acme", MfaEnforcement.Enforced);

        Assert.Equal("invalid_grant", (await app.RedeemAsync(callback)).Error);
        Assert.Equal("invalid_grant", (await app.RefreshAsync(tokens.RefreshToken)).Error);
        Assert.Equal("interaction_required", await browser.ProbeAsync(app));
        Assert.Equal("/account/mfa/setup", (await browser.OpenAsync(app.AuthorizeUrl())).Path);
    }

    private static void AssertIsNoFault(HttpResponseMessage answer, string url)
    {
        Assert.True((int)answer.StatusCode < 500, $"{url}: {answer.StatusCode}");
        Assert.Null(answer.Headers.Location?.OriginalString is { } to && to.Contains("code=") ? url : null);
    }

    private static string WithoutCounters(string snapshot) =>
        string.Join(
            '\n',
            snapshot.Split('\n').Where(line => !line.StartsWith("MfaSignInStates", StringComparison.Ordinal))
        );
}
