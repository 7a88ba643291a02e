using System.Net;
using IdpMfa.Core.Administration;
using IdpMfa.Core.Audit;
using IdpMfa.IntegrationTests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace IdpMfa.IntegrationTests.Admin;

public sealed class RecoverAdminTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_only_admin_without_a_phone_comes_back_by_link_and_password_and_sets_up_anew()
    {
        await using var host = await IdpHost.StartAsync();
        var link = await IssueAsync(host);
        var browser = host.OpenBrowser();
        var form = await browser.OpenAsync(link);

        var setUp = await browser.SubmitAsync(form, ("Input.UserName", "alice"), ("Input.Password", People.Password));

        Assert.Equal("/account/mfa/setup", setUp.Path);
        var done = await browser.ConfirmSetUpAsync(host, setUp);
        var admin = await browser.OpenAsync(done.HrefOf("[data-continue]"));
        Assert.Equal((HttpStatusCode.OK, "/admin"), (admin.Status, admin.Path));
    }

    [Fact]
    public async Task It_works_while_the_sign_in_is_locked_and_after_a_restart()
    {
        var host = await IdpHost.StartAsync();
        for (var i = 0; i < 10; i++)
        {
            await host.OpenBrowser().GivePasswordAsync("/profile", "alice", "wrong");
        }

        var link = await IssueAsync(host);
        await using var restarted = await host.RestartAsync();
        var browser = restarted.OpenBrowser();

        var setUp = await browser.SubmitAsync(
            await browser.OpenAsync(link),
            ("Input.UserName", "alice"),
            ("Input.Password", People.Password)
        );

        Assert.Equal("/account/mfa/setup", setUp.Path);
    }

    [Fact]
    public async Task Opening_the_link_changes_nothing_however_often()
    {
        await using var host = await IdpHost.StartAsync();
        var link = await IssueAsync(host);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await host.OpenBrowser().OpenAsync(link)).Status);
            await host.OpenBrowser().SendAsync(new HttpRequestMessage(HttpMethod.Head, link));
        }

        var browser = host.OpenBrowser();
        var setUp = await browser.SubmitAsync(
            await browser.OpenAsync(link),
            ("Input.UserName", "alice"),
            ("Input.Password", People.Password)
        );

        Assert.Equal("/account/mfa/setup", setUp.Path);
    }

    [Theory]
    [InlineData("alice", "wrong")]
    [InlineData("bob", People.Password)]
    [InlineData("nobody", People.Password)]
    public async Task A_wrong_name_or_password_keeps_the_factor_and_says_the_same(string userName, string password)
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var form = await browser.OpenAsync(await IssueAsync(host));

        var page = await browser.SubmitAsync(form, ("Input.UserName", userName), ("Input.Password", password));

        Assert.Contains("That did not work", page.Alert, StringComparison.Ordinal);
        Assert.Null(browser.CookieOf("Session"));
        Assert.Null(browser.CookieOf("Pending"));
        Assert.Equal(0, await host.CountAuditAsync(AuditCode.MfaReset));
        Assert.Equal("/account/mfa", (await host.OpenBrowser().GivePasswordAsync("/profile", "alice")).Path);
    }

    [Fact]
    public async Task Empty_fields_are_asked_for_again_without_a_try()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var form = await browser.OpenAsync(await IssueAsync(host));
        for (var i = 0; i < 10; i++)
        {
            Assert.NotNull((await browser.SubmitAsync(form, ("Input.UserName", ""), ("Input.Password", ""))).Alert);
        }

        var setUp = await browser.SubmitAsync(form, ("Input.UserName", "alice"), ("Input.Password", People.Password));

        Assert.Equal("/account/mfa/setup", setUp.Path);
    }

    [Fact]
    public async Task A_second_use_and_another_token_say_that_the_link_is_over()
    {
        await using var host = await IdpHost.StartAsync();
        var link = await IssueAsync(host);
        var browser = host.OpenBrowser();
        var form = await browser.OpenAsync(link);
        await browser.SubmitAsync(form, ("Input.UserName", "alice"), ("Input.Password", People.Password));

        var again = await browser.SubmitAsync(form, ("Input.UserName", "alice"), ("Input.Password", People.Password));
        var other = await browser.OpenAsync("/account/recover?token=nonsense");

        Assert.Contains("does not work any more", again.Alert, StringComparison.Ordinal);
        Assert.Contains("does not work any more", other.Alert, StringComparison.Ordinal);
    }

    private static async Task<string> IssueAsync(IdpHost host)
    {
        var alice = await host.FindUserAsync("alice");
        var issue = await host.InScopeAsync(services =>
            services.GetRequiredService<AdminRecovery>().IssueAsync(alice, force: false, Ct)
        );
        return $"/account/recover?token={Assert.IsType<AdminRecoveryIssue.Issued>(issue).Token.ToLinkText()}";
    }
}
