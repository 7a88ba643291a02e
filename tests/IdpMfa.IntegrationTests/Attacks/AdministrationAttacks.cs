using System.Net;
using System.Text;
using IdpMfa.Core.Administration;
using IdpMfa.Core.Audit;
using IdpMfa.IntegrationTests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IdpMfa.IntegrationTests.Attacks;

/// <summary>Attacks on administration, Reset MFA and the border between tenants.</summary>
public sealed class AdministrationAttacks
{
    private static readonly string[] _actions =
    [
        "reset-mfa",
        "unlock",
        "enrolment-pass",
        "disable",
        "enable",
        "make-admin",
        "remove-admin",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Attack_16_a_session_with_the_password_only_opens_no_admin_page()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        await browser.GivePasswordAsync("/admin", "alice");

        foreach (var path in new[] { "/admin", "/admin/users", "/admin/policy", "/admin/audit" })
        {
            Assert.Equal("/account/login", (await browser.OpenAsync(path)).Path);
        }
    }

    [Fact]
    public async Task Attack_22_no_form_of_another_site_changes_anything()
    {
        await using var host = await IdpHost.StartAsync();
        await host.EnrolAsync("bob");
        var browser = host.OpenBrowser();
        await browser.OpenAdminAsync(host);
        var address = await host.PageOfAsync("bob");
        string[] targets =
        [
            .. _actions.Select(action => $"{address}/{action}"),
            "/admin/policy",
            "/admin/policy?handler=Preview",
        ];

        foreach (var target in targets)
        {
            HttpContent?[] contents =
            [
                new FormUrlEncodedContent([KeyValuePair.Create("Enforcement", "off")]),
                new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", "foreign")]),
                new StringContent("""{"Enforcement":"off"}""", Encoding.UTF8, "text/plain"),
            ];
            foreach (var content in contents)
            {
                var answer = await browser.SendAsync(
                    new HttpRequestMessage(HttpMethod.Post, target) { Content = content }
                );
                Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            }

            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
            {
                await browser.SendAsync(
                    new HttpRequestMessage(method, target + (target.Contains('?') ? "&" : "?") + "_method=POST")
                );
            }
        }

        await AssertUntouchedAsync(host, "bob");
        Assert.Equal(0, await host.CountAuditAsync(AuditCode.PolicyChanged));
    }

    [Fact]
    public async Task Attack_23_no_admin_page_lets_itself_be_framed_or_kept()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        await browser.OpenAdminAsync(host);

        foreach (
            var path in new[]
            {
                "/admin",
                "/admin/users",
                "/admin/policy",
                "/admin/audit",
                await host.PageOfAsync("bob"),
            }
        )
        {
            var headers = (await browser.OpenAsync(path)).Response.Headers;
            Assert.Contains(
                "frame-ancestors 'none'",
                headers.GetValues("Content-Security-Policy").Single(),
                StringComparison.Ordinal
            );
            Assert.Equal("DENY", headers.GetValues("X-Frame-Options").Single());
            Assert.True(headers.CacheControl!.NoStore);
        }
    }

    [Fact]
    public async Task Attack_25_a_user_of_another_tenant_is_not_there()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        await browser.OpenAdminAsync(host);
        var own = await browser.OpenAsync(await host.PageOfAsync("bob"));
        var foreign = await host.PageOfAsync("dave");
        var nobody = $"/admin/users/{Guid.CreateVersion7()}";

        var (theirs, nobodys) = (await browser.OpenAsync(foreign), await browser.OpenAsync(nobody));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (theirs.Status, nobodys.Status));
        Assert.Equal(nobodys.Text, theirs.Text);

        foreach (var action in _actions)
        {
            var form = Admins.FormOf(own, "unlock");
            form.SetAttribute("action", $"{foreign}/{action}");
            Assert.Equal(HttpStatusCode.NotFound, (await browser.SubmitAsync(own, form)).Status);
            form.SetAttribute("action", $"/admin/users/{await host.IdOfAsync("bob")}/unlock");
        }

        await AssertUntouchedAsync(host, "dave");
    }

    [Fact]
    public async Task Attack_25_who_is_no_admin_changes_nobody_with_an_admins_form()
    {
        await using var host = await IdpHost.StartAsync();
        var (key, _) = await host.EnrolAsync("bob");
        var browser = host.OpenBrowser();
        await browser.SignInAsync("/profile", "bob", host.CodeOf(key));
        var alice = await host.PageOfAsync("alice");
        var profile = await browser.OpenAsync("/profile/mfa");

        foreach (var action in _actions)
        {
            var form = profile.MainForm;
            form.SetAttribute("action", $"{alice}/{action}");
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.SubmitAsync(profile, form)).Status);
        }

        await AssertUntouchedAsync(host, "alice");
    }

    [Fact]
    public async Task Attack_26_after_a_reset_by_an_admin_old_sessions_and_refresh_tokens_are_dead()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host, "web");
        var (key, _) = await host.EnrolAsync("bob");
        var bobs = host.OpenBrowser();
        var callback = await bobs.SignInAsync(
            app.AuthorizeUrl(("scope", "openid offline_access")),
            "bob",
            host.CodeOf(key)
        );
        var tokens = await app.RedeemAsync(callback);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        var browser = host.OpenBrowser();
        await browser.OpenAdminAsync(host);

        await browser.ActAsync(await browser.OpenAsync(await host.PageOfAsync("bob")), "reset-mfa", ("Reason", ""));

        Assert.Equal("login_required", await bobs.ProbeAsync(app));
        Assert.Equal("invalid_grant", (await app.RefreshAsync(tokens.RefreshToken)).Error);
        var refused = Assert.Single(await host.ListAuditAsync(AuditCode.TokenRefused));
        Assert.Equal(("acme", "web", AuditReason.SignInNotGood), (refused.TenantId, refused.ClientId, refused.Reason));
    }

    [Fact]
    public async Task Attack_48_who_is_disabled_between_the_steps_gets_no_further()
    {
        await using var host = await IdpHost.StartAsync();
        var (key, _) = await host.EnrolAsync("bob");
        var bobs = host.OpenBrowser();
        var step = await bobs.GivePasswordAsync("/profile", "bob");
        var browser = host.OpenBrowser();
        await browser.OpenAdminAsync(host);
        var address = await host.PageOfAsync("bob");
        await browser.ActAsync(await browser.OpenAsync(address), "disable");
        await browser.ActAsync(await browser.OpenAsync(address), "enable");

        var page = await bobs.SubmitAsync(step, ("Input.Code", host.CodeOf(key)));

        Assert.Equal("/account/login", page.Path);
        Assert.Equal("/account/login", (await bobs.OpenAsync("/profile")).Path);
    }

    [Fact]
    public async Task Attack_53_the_last_admin_is_left_with_a_way_in()
    {
        await using var host = await IdpHost.StartAsync();
        await host.MakeAdminAsync("bob");
        await host.EnrolAsync("bob");
        var browser = host.OpenBrowser();
        await browser.OpenAdminAsync(host);
        var bob = await browser.OpenAsync(await host.PageOfAsync("bob"));
        // alice is locked meanwhile: of the two only bob could act.
        for (var i = 0; i < 10; i++)
        {
            await host.OpenBrowser().GivePasswordAsync("/profile", "alice", "wrong");
        }

        foreach (var action in new[] { "reset-mfa", "disable", "remove-admin" })
        {
            var page = await browser.ActAsync(bob, action);
            Assert.Contains("last administrator", page.Alert, StringComparison.Ordinal);
        }

        await AssertUntouchedAsync(host, "bob");
    }

    [Fact]
    public async Task Attack_53_a_recovery_link_is_one_shot_however_many_use_it_at_once_and_is_logged()
    {
        await using var host = await IdpHost.StartAsync();
        var alice = await host.FindUserAsync("alice");
        var issue = await host.InScopeAsync(services =>
            services.GetRequiredService<AdminRecovery>().IssueAsync(alice, force: false, Ct)
        );
        var token = Assert.IsType<AdminRecoveryIssue.Issued>(issue).Token.ToLinkText();
        var browsers = Enumerable.Range(0, 5).Select(_ => host.OpenBrowser()).ToList();
        var forms = await Task.WhenAll(
            browsers.Select(browser => browser.OpenAsync($"/account/recover?token={token}"))
        );

        var pages = await Task.WhenAll(
            browsers.Zip(
                forms,
                (browser, form) =>
                    browser.SubmitAsync(form, ("Input.UserName", "alice"), ("Input.Password", People.Password))
            )
        );

        Assert.Single(pages, page => page.Path == "/account/mfa/setup");
        Assert.Equal(1, await host.CountAuditAsync(AuditCode.AdminRecoveryRedeemed));
        Assert.Equal(1, await host.CountAuditAsync(AuditCode.AdminRecoveryIssued));
        Assert.DoesNotContain(token, host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attack_20_no_admin_page_shows_a_key_or_token()
    {
        await using var host = await IdpHost.StartAsync();
        var (key, token) = await host.EnrolAsync("bob");
        var browser = host.OpenBrowser();
        await browser.OpenAdminAsync(host);

        foreach (var path in new[] { "/admin/users", await host.PageOfAsync("bob"), "/admin/audit" })
        {
            var html = (await browser.OpenAsync(path)).Html;
            Assert.DoesNotContain(key, html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(token, html, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static async Task AssertUntouchedAsync(IdpHost host, string userName)
    {
        var user = await host.FindUserAsync(userName);
        Assert.False(user.IsDisabled);
        Assert.False((await host.GetStateAsync(userName)).MustEnrol);
        Assert.Equal(
            0,
            await host.QueryAsync(db =>
                db.Set<AuditEvent>().CountAsync(e => e.Subject == user.Id && e.Actor != null && e.Actor != "start", Ct)
            )
        );
    }
}
