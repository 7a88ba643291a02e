using System.Net;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Flows;

public sealed class CookieTests
{
    private const string SecureIssuer = "https://login.example.test";

    [Fact]
    public async Task With_an_https_issuer_every_cookie_is_secure_and_bound_to_this_host()
    {
        await using var host = await IdpHost.StartAsync(new IdpHostSettings { Issuer = SecureIssuer });
        var browser = await LiveAsync(host);

        var cookies = browser.SetCookies.ToList();

        Assert.Equal(
            ["__Host-IdpMfa.Antiforgery", "__Host-IdpMfa.Browser", "__Host-IdpMfa.Pending", "__Host-IdpMfa.Session"],
            cookies.Select(KindOf).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.All(
            cookies,
            cookie =>
            {
                var attributes = AttributesOf(cookie);
                Assert.Contains("secure", attributes);
                Assert.Contains("httponly", attributes);
                Assert.Contains("path=/", attributes);
                Assert.Contains("samesite=lax", attributes);
                Assert.DoesNotContain(
                    attributes,
                    attribute => attribute.StartsWith("domain", StringComparison.Ordinal)
                );
            }
        );
    }

    [Fact]
    public async Task With_an_http_issuer_no_cookie_claims_to_be_secure()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await LiveAsync(host);

        var cookies = browser.SetCookies.ToList();

        Assert.Equal(
            ["IdpMfa.Antiforgery", "IdpMfa.Browser", "IdpMfa.Pending", "IdpMfa.Session"],
            cookies.Select(KindOf).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.All(
            cookies,
            cookie =>
            {
                var attributes = AttributesOf(cookie);
                Assert.DoesNotContain("secure", attributes);
                Assert.Contains("httponly", attributes);
                Assert.Contains("path=/", attributes);
                Assert.DoesNotContain(
                    attributes,
                    attribute => attribute.StartsWith("domain", StringComparison.Ordinal)
                );
            }
        );
    }

    [Fact]
    public async Task A_copied_session_cookie_is_dead_after_sign_out()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var app = new RelyingParty(host);
        await browser.SignInAsync(app.AuthorizeUrl(), "alice", host.CodeOf(People.AliceKey));
        var copy = browser.Copy();
        var before = await copy.ProbeAsync(app);

        await browser.SubmitAsync(await browser.OpenAsync("/account/logout"));

        Assert.Equal((null, "login_required"), (before, await copy.ProbeAsync(app)));
        Assert.Equal("/account/login", (await copy.OpenAsync("/profile")).Path);
    }

    [Fact]
    public async Task A_session_ends_when_it_is_idle_and_at_the_end_of_its_life()
    {
        await using var host = await IdpHost.StartAsync();
        var (idle, busy) = (host.OpenBrowser(), host.OpenBrowser());
        var app = new RelyingParty(host);
        await idle.GivePasswordAsync(app.AuthorizeUrl(), "bob");
        await busy.GivePasswordAsync(app.AuthorizeUrl(), "bob");

        var answers = new List<string?>();
        for (var i = 0; i < 13; i++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(59));
            answers.Add(await busy.ProbeAsync(app));
        }

        Assert.Equal([.. Enumerable.Repeat<string?>(null, 12), "login_required"], answers);
        Assert.Equal("login_required", await idle.ProbeAsync(app));
    }

    [Theory]
    [InlineData("Host", "evil.test")]
    [InlineData("X-Forwarded-Host", "evil.test")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("Forwarded", "host=evil.test;proto=https")]
    [InlineData("X-Original-URL", "/profile")]
    [InlineData("X-Original-Host", "evil.test")]
    public async Task No_header_of_a_request_decides_what_an_address_says(string header, string value)
    {
        await using var host = await IdpHost.StartAsync();
        using var authorize = Request(new RelyingParty(host).AuthorizeUrl(), header, value);
        using var discovery = Request("/.well-known/openid-configuration", header, value);
        using var profile = Request("/profile", header, value);
        var browser = host.OpenBrowser();

        var answers = new[]
        {
            await browser.SendAsync(authorize),
            await browser.SendAsync(discovery),
            await browser.SendAsync(profile),
        };

        foreach (var answer in answers)
        {
            Assert.DoesNotContain("evil.test", answer.Headers.Location?.OriginalString ?? "");
            Assert.DoesNotContain(
                "evil.test",
                await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
            );
        }

        Assert.StartsWith("/account/login", answers[0].Headers.Location!.OriginalString);
        Assert.Contains(
            "\"issuer\":\"http://127.0.0.1:5000/\"",
            (await answers[1].Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Replace(
                " ",
                "",
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public async Task Every_page_is_protected_by_its_headers()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await LiveAsync(host);
        await browser.OpenAsync("/nowhere");
        await browser.OpenAsync("/account/login?i=unknown");
        await browser.OpenAsync("/connect/authorize?client_id=nobody");

        var pages = browser
            .Answers.Where(answer => answer.Content.Headers.ContentType?.MediaType == "text/html")
            .ToList();

        Assert.True(pages.Count > 10);
        Assert.All(
            pages,
            page =>
            {
                var policy = Header(page, "Content-Security-Policy");
                Assert.Contains("default-src 'none'", policy);
                Assert.Contains("frame-ancestors 'none'", policy);
                Assert.DoesNotContain("unsafe", policy);
                Assert.Equal("nosniff", Header(page, "X-Content-Type-Options"));
                Assert.Equal("no-referrer", Header(page, "Referrer-Policy"));
                Assert.Equal("DENY", Header(page, "X-Frame-Options"));
                Assert.True(page.Headers.CacheControl?.NoStore);
                Assert.False(page.Headers.Contains("Server"));
            }
        );
    }

    [Fact]
    public async Task Transport_security_is_demanded_of_this_host_and_not_of_its_neighbours()
    {
        await using var host = await IdpHost.StartAsync(new IdpHostSettings { Issuer = SecureIssuer });

        var page = await host.OpenBrowser().OpenAsync("/account/login");

        Assert.Equal("max-age=31536000", Header(page.Response, "Strict-Transport-Security"));
        Assert.False(page.Response.Headers.Contains("Cross-Origin-Opener-Policy"));
    }

    [Fact]
    public async Task No_page_has_anything_that_the_policy_would_stop()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var url = new RelyingParty(host).AuthorizeUrl();
        var setUp = await browser.GivePasswordAsync(url, "carol");
        Page[] pages =
        [
            await host.OpenBrowser().OpenAsync(url),
            await host.OpenBrowser().GivePasswordAsync(url, "alice"),
            setUp,
            await browser.ConfirmSetUpAsync(host, setUp),
            await browser.OpenAsync("/profile"),
            await browser.OpenAsync("/profile/mfa"),
            await browser.OpenAsync("/account/logout"),
            await browser.OpenAsync("/nowhere"),
        ];

        Assert.All(
            pages,
            page =>
            {
                Assert.Null(page.Document.QuerySelector("script, style, [style], iframe, [onclick], [onload]"));
                Assert.All(
                    page.Document.QuerySelectorAll("[src], link[href]"),
                    element => Assert.StartsWith("/", element.GetAttribute("src") ?? element.GetAttribute("href"))
                );
                Assert.NotNull(page.Document.QuerySelector("html[lang]"));
                Assert.Single(page.Document.QuerySelectorAll("h1"));
            }
        );
    }

    /// <summary>A browser that has been on every page.</summary>
    private static async Task<Browser> LiveAsync(IdpHost host)
    {
        var browser = host.OpenBrowser();
        var app = new RelyingParty(host);
        var wrong = await browser.GivePasswordAsync(app.AuthorizeUrl(), "alice", "wrong");
        var step = await browser.SubmitAsync(wrong, ("Input.UserName", "alice"), ("Input.Password", People.Password));
        step = await browser.SubmitAsync(step, ("Input.Code", "wrong"));
        await browser.SubmitAsync(step, ("Input.Code", host.CodeOf(People.AliceKey)));
        await browser.OpenAsync("/profile");
        var profile = await browser.OpenAsync("/profile/mfa");
        await browser.SubmitAsync(profile);
        await browser.SubmitAsync(await browser.OpenAsync("/account/logout"));
        var setUp = await browser.GivePasswordAsync(app.AuthorizeUrl(), "carol");
        await browser.ConfirmSetUpAsync(host, setUp);
        return browser;
    }

    private static HttpRequestMessage Request(string url, string header, string value)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation(header, value);
        return request;
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();

    /// <summary>A cookie's name without the mark of the request that it belongs to.</summary>
    private static string KindOf(string setCookie) => string.Join('.', setCookie.Split('=')[0].Split('.').Take(2));

    private static string[] AttributesOf(string setCookie) =>
        [.. setCookie.Split(';').Skip(1).Select(attribute => attribute.Trim().ToLowerInvariant())];
}
