using IdpMfa.Core.Audit;
using IdpMfa.IntegrationTests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace IdpMfa.IntegrationTests.Admin;

public sealed class AdminAuditTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_shows_the_own_tenants_events_with_names()
    {
        await using var host = await IdpHost.StartAsync();
        await host.OpenBrowser().GivePasswordAsync("/profile", "bob", "wrong");
        await host.OpenBrowser().GivePasswordAsync("/profile", "carol", "wrong");
        await host.OpenBrowser().GivePasswordAsync("/profile", "nobody", "wrong");

        var page = await host.OpenBrowser().OpenAdminAsync(host, "/admin/audit?code=password_refused");

        var row = Assert.Single(page.Document.QuerySelectorAll(".rows li"));
        Assert.Contains("wrong_password", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("bob", row.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("carol", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?subject=bob", 1)]
    [InlineData("?subject=BOB@acme.test&code=password_refused", 1)]
    [InlineData("?subject=bob&from=2000-01-01&to=2000-01-02", 0)]
    [InlineData("?subject=bob&from=2000-01-01", 1)]
    [InlineData("?subject=bob&to=2000-01-01", 0)]
    [InlineData("?code=no_such_code", 0)]
    public async Task It_is_filtered(string query, int expected)
    {
        await using var host = await IdpHost.StartAsync();
        await host.OpenBrowser().GivePasswordAsync("/profile", "bob", "wrong");

        var page = await host.OpenBrowser().OpenAdminAsync(host, "/admin/audit" + query);

        Assert.Null(page.Alert);
        Assert.Equal(expected, page.Document.QuerySelectorAll(".rows li").Length);
    }

    [Theory]
    [InlineData("?from=yesterday", "no day")]
    [InlineData("?to=2026-13-01", "no day")]
    [InlineData("?subject=zed", "no such user")]
    [InlineData("?subject=carol", "no such user")]
    public async Task A_filter_that_can_not_be_read_says_so(string query, string words)
    {
        await using var host = await IdpHost.StartAsync();

        var page = await host.OpenBrowser().OpenAdminAsync(host, "/admin/audit" + query);

        Assert.Contains(words, page.Alert, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll(".rows li"));
    }

    [Fact]
    public async Task Pages_follow_each_other()
    {
        await using var host = await IdpHost.StartAsync();
        await host.InScopeAsync(async services =>
        {
            var log = services.GetRequiredService<IAuditLog>();
            for (var i = 0; i < 120; i++)
            {
                var at = host.Clock.GetUtcNow();
                await log.AppendAsync(AuditEvent.Of("user_changed", null, at) with { TenantId = "acme" }, Ct);
            }

            return true;
        });
        var browser = host.OpenBrowser();
        var page = await browser.OpenAdminAsync(host, "/admin/audit?code=user_changed&after=nonsense");

        var (rows, pages) = (page.Document.QuerySelectorAll(".rows li").Length, 1);
        while (page.Document.QuerySelector("a[rel=next]")?.GetAttribute("href") is { } next)
        {
            page = await browser.OpenAsync(next);
            rows += page.Document.QuerySelectorAll(".rows li").Length;
            pages++;
        }

        Assert.Equal((120, 3), (rows, pages));
    }
}
