using System.Net;
using System.Security.Cryptography;
using System.Text;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Flows;

/// <summary>What the protocol's endpoints send to browsers is protected like the pages.</summary>
public sealed class ProtectedResponseTests
{
    [Fact]
    public async Task The_form_of_form_post_may_run_its_own_script_and_nothing_else()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, app) = (host.OpenBrowser(), new RelyingParty(host));

        var page = await browser.GivePasswordAsync(app.AuthorizeUrl(("response_mode", "form_post")), "bob");

        var script = Assert.Single(page.Document.QuerySelectorAll("script")).TextContent;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        Assert.Equal((HttpStatusCode.OK, RelyingParty.RedirectUri), (page.Status, page.MainForm.Action));
        Assert.Contains($"script-src 'sha256-{hash}'", Header(page.Response, "Content-Security-Policy"));
        AssertIsProtected(page.Response);
    }

    [Fact]
    public async Task Every_redirect_of_the_protocol_is_protected()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, app) = (host.OpenBrowser(), new RelyingParty(host));
        await browser.GivePasswordAsync(app.AuthorizeUrl(), "bob");
        await browser.OpenAsync(app.AuthorizeUrl(("prompt", "none")));
        await browser.OpenAsync(app.AuthorizeUrl(("prompt", "never")));
        await browser.OpenAsync("/connect/endsession");
        await browser.OpenAsync("/connect/authorize");

        var answers = browser
            .Answers.Where(answer =>
                answer.RequestMessage!.RequestUri!.AbsolutePath.StartsWith("/connect/", StringComparison.Ordinal)
            )
            .ToList();

        Assert.Equal(6, answers.Count);
        Assert.All(answers, AssertIsProtected);
    }

    private static void AssertIsProtected(HttpResponseMessage answer)
    {
        Assert.Contains("default-src 'none'", Header(answer, "Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", Header(answer, "Content-Security-Policy"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();
}
