using System.Net;
using IdpMfa.IntegrationTests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.IntegrationTests.Admin;

public sealed class AdminAccessTests
{
    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/users")]
    [InlineData("/admin/policy")]
    [InlineData("/admin/audit")]
    public async Task An_admin_gets_there_by_password_and_code(string path)
    {
        await using var host = await IdpHost.StartAsync();

        var page = await host.OpenBrowser().OpenAdminAsync(host, path);

        Assert.Equal((HttpStatusCode.OK, path), (page.Status, page.Path));
        Assert.Single(page.Document.QuerySelectorAll("h1"));
    }

    [Theory]
    [InlineData("/admin")]
    [InlineData("/admin/users")]
    [InlineData("/admin/policy")]
    [InlineData("/admin/audit")]
    public async Task Who_is_no_admin_gets_403(string path)
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        await browser.GivePasswordAsync("/profile", "bob");

        var page = await browser.OpenAsync(path);

        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.NotNull(page.Alert);
    }

    [Fact]
    public async Task An_admin_without_a_factor_is_led_to_set_up_and_back()
    {
        await using var host = await IdpHost.StartAsync();
        await host.MakeAdminAsync("bob");
        var browser = host.OpenBrowser();
        await browser.GivePasswordAsync("/profile", "bob");

        var setUp = await browser.OpenAsync("/admin/users?q=al");
        Assert.Equal("/account/mfa/setup", setUp.Path);
        var done = await browser.ConfirmSetUpAsync(host, setUp);

        Assert.Equal("/admin/users?q=al", done.HrefOf("[data-continue]"));
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/admin/users?q=al")).Status);
    }

    [Fact]
    public async Task An_admin_whose_session_began_before_the_factor_is_led_to_the_code_and_back()
    {
        await using var host = await IdpHost.StartAsync();
        await host.MakeAdminAsync("bob");
        var browser = host.OpenBrowser();
        await browser.GivePasswordAsync("/profile", "bob");
        var (key, _) = await host.EnrolAsync("bob");

        var step = await browser.OpenAsync("/admin/policy");
        Assert.Equal("/account/mfa", step.Path);
        var page = await browser.SubmitAsync(step, ("Input.Code", host.CodeOf(key)));

        Assert.Equal((HttpStatusCode.OK, "/admin/policy"), (page.Status, page.Path));
    }

    [Fact]
    public async Task A_stale_session_without_a_factor_signs_in_again_before_set_up()
    {
        await using var host = await IdpHost.StartAsync();
        await host.MakeAdminAsync("bob");
        var browser = host.OpenBrowser();
        await browser.GivePasswordAsync("/profile", "bob");
        host.Clock.Advance(TimeSpan.FromMinutes(11));

        var page = await browser.OpenAsync("/admin");

        Assert.Equal("/account/login", page.Path);
        Assert.Equal("/admin", page.Parameter("returnUrl"));
    }

    [Fact]
    public async Task A_recovery_sign_in_is_led_to_set_up_first()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var step = await browser.GivePasswordAsync("/profile", "alice");
        await browser.SubmitAsync(step, ("Input.Code", People.AliceToken));

        var setUp = await browser.OpenAsync("/admin/users");
        Assert.Equal("/account/mfa/setup", setUp.Path);
        Assert.Contains("recovery token", setUp.Notice, StringComparison.Ordinal);
        var done = await browser.ConfirmSetUpAsync(host, setUp);

        Assert.Equal("/admin/users", done.HrefOf("[data-continue]"));
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/admin/users")).Status);
    }

    [Theory]
    [InlineData("/admin/users/nonsense")]
    [InlineData("/admin/users/00000000-0000-0000-0000-000000000000")]
    [InlineData("/admin/users/nonsense/unlock")]
    public async Task Who_is_nobody_is_not_found(string path)
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        await browser.OpenAdminAsync(host);

        var page = await browser.OpenAsync(path);

        // A form's address leads to the page that it stands on.
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
    }

    [Fact]
    public async Task An_admin_who_is_disabled_or_stripped_of_the_role_is_out_at_once()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        await browser.OpenAdminAsync(host);
        await host.QueryAsync(db =>
            db.Users.Where(user => user.UserName == "alice")
                .ExecuteUpdateAsync(row => row.SetProperty(user => user.IsAdmin, false))
        );

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.OpenAsync("/admin")).Status);

        await host.MakeAdminAsync("alice");
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/admin")).Status);
        await host.DisableAsync("alice");
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.OpenAsync("/admin")).Status);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_led_to_the_login_page()
    {
        await using var host = await IdpHost.StartAsync();

        var page = await host.OpenBrowser().OpenAsync("/admin/audit?code=mfa_reset");

        Assert.Equal("/account/login", page.Path);
        Assert.Equal("/admin/audit?code=mfa_reset", page.Parameter("returnUrl"));
    }
}
