using System.Net;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Sessions;
using IdpMfa.IntegrationTests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.IntegrationTests.Admin;

public sealed class AdminUserTests
{
    [Fact]
    public async Task The_list_has_the_own_tenants_users_and_leads_to_each()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();

        var list = await browser.OpenAdminAsync(host, "/admin/users");

        Assert.Equal(["alice", "bob"], list.Document.QuerySelectorAll(".rows a").Select(link => link.TextContent));
        Assert.DoesNotContain("carol", list.Text, StringComparison.Ordinal);
        var bob = await browser.OpenAsync(list.Document.QuerySelectorAll(".rows a")[1].GetAttribute("href")!);
        Assert.Equal(HttpStatusCode.OK, bob.Status);
        Assert.Equal("bob", bob.Document.QuerySelector("h1")!.TextContent);
    }

    [Theory]
    [InlineData("?q=BO", "bob")]
    [InlineData("?q=alice@", "alice")]
    [InlineData("?q=zed", "")]
    [InlineData("?q=%25", "")]
    [InlineData("?q=_lice", "")]
    [InlineData("?mfa=enrolled", "alice")]
    [InlineData("?mfa=none", "bob")]
    [InlineData("?state=disabled", "")]
    [InlineData("?state=locked", "")]
    [InlineData("?after=ALICE", "bob")]
    [InlineData("?mfa=nonsense&state=nonsense", "alice bob")]
    public async Task It_is_searched_and_filtered(string query, string expected)
    {
        await using var host = await IdpHost.StartAsync();

        var list = await host.OpenBrowser().OpenAdminAsync(host, "/admin/users" + query);

        Assert.Equal(
            expected,
            string.Join(' ', list.Document.QuerySelectorAll(".rows a").Select(link => link.TextContent))
        );
    }

    [Fact]
    public async Task Pages_follow_each_other_until_everybody_was_shown_once()
    {
        await using var host = await IdpHost.StartAsync();
        await host.QueryAsync(async db =>
        {
            var bob = await db.Users.AsNoTracking().SingleAsync(user => user.UserName == "bob");
            for (var i = 0; i < 60; i++)
            {
                db.Users.Add(
                    new Server.Data.ServerUser
                    {
                        Id = Guid.CreateVersion7(),
                        TenantId = "acme",
                        UserName = $"user{i:00}",
                        NormalizedUserName = $"USER{i:00}",
                        PasswordHash = bob.PasswordHash,
                        CreatedAt = host.Clock.GetUtcNow(),
                    }
                );
            }

            return await db.SaveChangesAsync();
        });
        var browser = host.OpenBrowser();
        var page = await browser.OpenAdminAsync(host, "/admin/users");

        var names = page.Document.QuerySelectorAll(".rows a").Select(link => link.TextContent).ToList();
        var pages = 1;
        while (page.Document.QuerySelector("a[rel=next]")?.GetAttribute("href") is { } next)
        {
            page = await browser.OpenAsync(next);
            names.AddRange(page.Document.QuerySelectorAll(".rows a").Select(link => link.TextContent));
            pages++;
        }

        Assert.Equal((3, 62, 62), (pages, names.Count, names.Distinct().Count()));
    }

    [Fact]
    public async Task A_reset_ends_sessions_tells_the_user_and_demands_set_up()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host, "web");
        var (_, _) = await host.EnrolAsync("bob");
        var bobs = host.OpenBrowser();
        var browser = host.OpenBrowser();
        await browser.OpenAdminAsync(host);

        var page = await browser.ActAsync(
            await browser.OpenAsync(await host.PageOfAsync("bob")),
            "reset-mfa",
            ("Reason", "  phone lost ")
        );

        Assert.Contains("MFA was reset", page.Notice, StringComparison.Ordinal);
        Assert.Null(page.DataOf("data-enrolment-pass"));
        var reset = Assert.Single(await host.ListAuditAsync(AuditCode.MfaReset));
        Assert.Equal(
            ("phone lost", await host.IdOfAsync("alice"), await host.IdOfAsync("bob"), "acme"),
            (reset.Detail, reset.Actor, reset.Subject!.Value.Value, reset.TenantId)
        );
        Assert.Equal(
            "bob@acme.test",
            (
                await host.QueryAsync(db =>
                    db.Set<OutboxMail>().Where(mail => mail.Kind == MailKind.MfaReset).SingleAsync()
                )
            ).To
        );
        Assert.Equal(
            0,
            await host.QueryAsync(db =>
                db.Set<Session>().CountAsync(s => s.UserId == reset.Subject && s.EndedBy != SessionEnd.Revoked)
            )
        );
        Assert.Equal("/account/mfa/setup", (await bobs.GivePasswordAsync(app.AuthorizeUrl(), "bob")).Path);
    }

    [Fact]
    public async Task A_reset_may_have_no_reason_and_shows_a_pass_once_when_asked()
    {
        await using var host = await IdpHost.StartAsync();
        await host.EnrolAsync("bob");
        var browser = host.OpenBrowser();
        await browser.OpenAdminAsync(host);
        var user = await browser.OpenAsync(await host.PageOfAsync("bob"));

        var page = await browser.ActAsync(user, "reset-mfa", ("Reason", ""), ("WithPass", "true"));

        Assert.Matches("^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$", page.DataOf("data-enrolment-pass"));
        Assert.Null((await browser.OpenAsync(page.Path)).DataOf("data-enrolment-pass"));
        Assert.Null(Assert.Single(await host.ListAuditAsync(AuditCode.MfaReset)).Detail);
        Assert.Equal(1, await host.CountAuditAsync(AuditCode.EnrolmentPassIssued));
    }

    [Fact]
    public async Task A_reason_that_is_too_long_changes_nothing()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        await browser.OpenAdminAsync(host);

        var page = await browser.ActAsync(
            await browser.OpenAsync(await host.PageOfAsync("bob")),
            "reset-mfa",
            ("Reason", new string('x', 201))
        );

        Assert.Contains("at most 200", page.Alert, StringComparison.Ordinal);
        Assert.Equal(0, await host.CountAuditAsync(AuditCode.MfaReset));
    }

    [Fact]
    public async Task A_lock_is_seen_and_lifted()
    {
        await using var host = await IdpHost.StartAsync();
        for (var i = 0; i < 10; i++)
        {
            await host.OpenBrowser().GivePasswordAsync("/profile", "bob", "wrong");
        }

        var browser = host.OpenBrowser();
        var list = await browser.OpenAdminAsync(host, "/admin/users?state=locked");
        Assert.Equal("bob", list.Document.QuerySelector(".rows a")!.TextContent);

        var page = await browser.ActAsync(await browser.OpenAsync(await host.PageOfAsync("bob")), "unlock");

        Assert.Contains("unlocked", page.Notice, StringComparison.Ordinal);
        Assert.Null((await host.GetStateAsync("bob")).LockedAt);
        Assert.Equal("/profile", (await host.OpenBrowser().GivePasswordAsync("/profile", "bob")).Path);
    }

    [Fact]
    public async Task Who_is_disabled_is_out_and_comes_back_when_enabled()
    {
        await using var host = await IdpHost.StartAsync();
        var bobs = host.OpenBrowser();
        await bobs.GivePasswordAsync("/profile", "bob");
        var browser = host.OpenBrowser();
        await browser.OpenAdminAsync(host);
        var address = await host.PageOfAsync("bob");

        await browser.ActAsync(await browser.OpenAsync(address), "disable");
        Assert.Equal("/account/login", (await bobs.OpenAsync("/profile")).Path);
        Assert.Equal("/account/login", (await host.OpenBrowser().GivePasswordAsync("/profile", "bob")).Path);

        await browser.ActAsync(await browser.OpenAsync(address), "enable");
        Assert.Equal("/profile", (await host.OpenBrowser().GivePasswordAsync("/profile", "bob")).Path);
    }

    [Fact]
    public async Task The_role_is_given_and_taken()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        await browser.OpenAdminAsync(host);
        var address = await host.PageOfAsync("bob");

        var given = await browser.ActAsync(await browser.OpenAsync(address), "make-admin");
        Assert.True((await host.FindUserAsync("bob")).IsAdmin);
        await browser.ActAsync(given, "remove-admin");

        Assert.False((await host.FindUserAsync("bob")).IsAdmin);
    }

    [Fact]
    public async Task A_pass_is_made_for_who_has_no_factor_and_refused_for_who_has()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        await browser.OpenAdminAsync(host);
        var user = await browser.OpenAsync(await host.PageOfAsync("bob"));

        Assert.NotNull((await browser.ActAsync(user, "enrolment-pass")).DataOf("data-enrolment-pass"));
        await host.EnrolAsync("bob");
        var refused = await browser.ActAsync(user, "enrolment-pass");

        Assert.Contains("has MFA", refused.Alert, StringComparison.Ordinal);
        Assert.Null(refused.DataOf("data-enrolment-pass"));
    }

    [Theory]
    [InlineData("reset-mfa")]
    [InlineData("unlock")]
    [InlineData("disable")]
    [InlineData("remove-admin")]
    [InlineData("enrolment-pass")]
    public async Task Nobody_acts_on_the_own_account(string action)
    {
        await using var host = await IdpHost.StartAsync();
        await host.MakeAdminAsync("bob");
        var browser = host.OpenBrowser();
        await browser.OpenAdminAsync(host);
        var bob = await browser.OpenAsync(await host.PageOfAsync("bob"));
        var own = await host.PageOfAsync("alice");
        Assert.Null((await browser.OpenAsync(own)).Document.QuerySelector("form"));
        var form = bob.FormOf("form");
        form.SetAttribute("action", $"{own}/{action}");

        var page = await browser.SubmitAsync(bob, form);

        Assert.Contains("your own account", page.Alert, StringComparison.Ordinal);
        Assert.True(await host.FindUserAsync("alice") is { IsAdmin: true, IsDisabled: false });
        Assert.Equal(0, await host.CountAuditAsync(AuditCode.MfaReset));
    }

    [Fact]
    public async Task A_stale_sign_in_looks_but_changes_nothing_and_comes_back_after_signing_in_again()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        await browser.OpenAdminAsync(host);
        var address = await host.PageOfAsync("bob");
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        var user = await browser.OpenAsync(address);
        Assert.Equal(HttpStatusCode.OK, user.Status);

        var login = await browser.ActAsync(user, "disable");

        Assert.Equal(("/account/login", address), (login.Path, login.Parameter("returnUrl")));
        Assert.False((await host.FindUserAsync("bob")).IsDisabled);
        var step = await browser.SubmitAsync(login, ("Input.UserName", "alice"), ("Input.Password", People.Password));
        var back = await browser.SubmitAsync(step, ("Input.Code", host.CodeOf(People.AliceKey)));
        Assert.Equal(address, back.Path);
        await browser.ActAsync(back, "disable");
        Assert.True((await host.FindUserAsync("bob")).IsDisabled);
    }

    [Fact]
    public async Task Two_admins_who_disable_each_other_at_once_leave_one()
    {
        await using var host = await IdpHost.StartAsync();
        await host.MakeAdminAsync("bob");
        var (bobKey, _) = await host.EnrolAsync("bob");
        var (alices, bobs) = (host.OpenBrowser(), host.OpenBrowser());
        await alices.OpenAdminAsync(host);
        await bobs.SignInAsync("/admin", "bob", host.CodeOf(bobKey));
        var ofBob = await alices.OpenAsync(await host.PageOfAsync("bob"));
        var ofAlice = await bobs.OpenAsync(await host.PageOfAsync("alice"));

        await Task.WhenAll(alices.ActAsync(ofBob, "disable"), bobs.ActAsync(ofAlice, "disable"));

        Assert.Single(
            [(await host.FindUserAsync("alice")).IsDisabled, (await host.FindUserAsync("bob")).IsDisabled],
            isDisabled => isDisabled
        );
        Assert.Equal(1, await host.CountAuditAsync(AuditCode.UserDisabled));
    }
}
