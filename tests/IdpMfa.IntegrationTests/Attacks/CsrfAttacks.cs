using System.Net;
using System.Net.Http.Headers;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Attacks;

/// <summary>Forms that other sites send, and pages that they show in frames.</summary>
public sealed class CsrfAttacks
{
    private const string ErrorPage = "/error";

    [Fact]
    public async Task Attack_22_Only_the_error_page_takes_a_form_of_another_site()
    {
        // It is shown in the place of a form that was refused, and changes nothing.
        await using var host = await IdpHost.StartAsync();

        var handlers = await host.ListFormHandlersAsync();

        Assert.Contains(handlers, form => form.Url == "/profile/mfa/disable");
        Assert.Contains(handlers, form => form.Url == "/account/mfa/setup?handler=Later");
        Assert.All(handlers, form => Assert.Equal(form.Path == ErrorPage, form.IgnoresAntiforgery));
    }

    [Theory]
    [InlineData("session")]
    [InlineData("pending")]
    [InlineData("set-up")]
    [InlineData("nothing")]
    public async Task Attack_22_No_form_is_taken_from_another_site_and_nothing_changes(string state)
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, interaction) = await BringAsync(host, state);
        var foreign = (await host.OpenBrowser().OpenAsync("/account/login")).AntiforgeryOf();
        var before = await DatabaseSnapshot.TakeAsync(host);

        foreach (var form in (await host.ListFormHandlersAsync()).Where(form => form.Path != ErrorPage))
        {
            foreach (var content in ForgeBodies(foreign, interaction))
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, form.Url) { Content = content };
                request.Headers.TryAddWithoutValidation("Origin", "https://evil.test");
                using var answer = await browser.Copy().SendAsync(request);

                // A page that needs a session leads who has none to the login or to itself by GET, before it looks at any form.
                var target = answer.Headers.Location?.OriginalString ?? "";
                var isLedAway =
                    state != "session"
                    && (
                        target.StartsWith("/account/login", StringComparison.Ordinal)
                        || target == form.Url.Split('?')[0]
                    );
                Assert.True(
                    isLedAway || answer.StatusCode == HttpStatusCode.BadRequest,
                    $"{form.Url}: {answer.StatusCode}"
                );
            }
        }

        Assert.Equal(before, await DatabaseSnapshot.TakeAsync(host));
    }

    [Theory]
    [InlineData("session")]
    [InlineData("pending")]
    [InlineData("nothing")]
    public async Task Attack_22_Opening_a_forms_address_by_any_method_changes_nothing(string state)
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, interaction) = await BringAsync(host, state);
        var before = await DatabaseSnapshot.TakeAsync(host, DatabaseSnapshot.OfPages);

        foreach (var form in await host.ListFormHandlersAsync())
        {
            foreach (var request in ForgeRequests(form, interaction))
            {
                using var answer = await browser.Copy().SendAsync(request);

                Assert.True((int)answer.StatusCode < 500, $"{request.Method} {form.Url}: {answer.StatusCode}");
                var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                Assert.DoesNotContain("data-recovery-token", html);
            }
        }

        Assert.Equal(before, await DatabaseSnapshot.TakeAsync(host, DatabaseSnapshot.OfPages));
    }

    [Fact]
    public async Task Attack_22_A_sibling_host_that_plants_its_own_antiforgery_cookie_is_refused()
    {
        // Browsers take a __Host- cookie from this host only; whatever a sibling can set has another name.
        await using var host = await IdpHost.StartAsync(new IdpHostSettings { Issuer = "https://login.example.test" });
        var attacker = host.OpenBrowser();
        var foreign = (await attacker.OpenAsync("/account/login")).AntiforgeryOf();
        var victim = host.OpenBrowser();
        await victim.SignInAsync("/account/login", "alice", host.CodeOf(People.AliceKey));
        var planted = new Cookie("IdpMfa.Antiforgery", attacker.CookieOf("Antiforgery"), "/", ".example.test");
        victim.Cookies.Add(planted);
        var before = await DatabaseSnapshot.TakeAsync(host);

        using var answer = await victim.PostAsync("/profile/mfa/disable", foreign);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.All(victim.SetCookies, cookie => Assert.StartsWith("__Host-", cookie));
        Assert.Equal(before, await DatabaseSnapshot.TakeAsync(host));
    }

    [Theory]
    [InlineData("session")]
    [InlineData("pending")]
    [InlineData("set-up")]
    [InlineData("nothing")]
    public async Task Attack_23_No_page_may_be_shown_in_a_frame(string state)
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, interaction) = await BringAsync(host, state);

        foreach (var path in host.ListPaths())
        {
            await browser.OpenAsync(path);
            await browser.OpenAsync($"{path}?i={interaction}");
        }

        await browser.OpenAsync("/nowhere");
        await browser.OpenAsync("/connect/authorize?client_id=nobody");
        await browser.OpenAsync(
            new RelyingParty(host).AuthorizeUrl(("prompt", "none"), ("response_mode", "form_post"))
        );

        var pages = browser
            .Answers.Where(answer => answer.Content.Headers.ContentType?.MediaType == "text/html")
            .ToList();
        Assert.True(pages.Count > 10);
        Assert.All(
            pages,
            page =>
            {
                Assert.Contains("frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single());
                Assert.Equal("DENY", page.Headers.GetValues("X-Frame-Options").Single());
            }
        );
    }

    /// <summary>A browser with something to lose, and the key of the request that waits.</summary>
    private static async Task<(Browser Browser, string Interaction)> BringAsync(IdpHost host, string state)
    {
        switch (state)
        {
            case "session":
                var browser = await host.SignInAsync("alice", host.CodeOf(People.AliceKey));
                await browser.OpenAsync("/profile/mfa");
                return (browser, "");
            case "pending":
                var step = await host.OpenCodeStepAsync();
                return (step.Browser, step.Page.Interaction!);
            case "set-up":
                var setUp = await host.OpenCodeStepAsync("carol");
                return (setUp.Browser, setUp.Page.Interaction!);
            default:
                var stranger = host.OpenBrowser();
                return (stranger, (await stranger.OpenAsync(new RelyingParty(host).AuthorizeUrl())).Interaction!);
        }
    }

    private static IEnumerable<HttpContent> ForgeBodies(string foreign, string interaction)
    {
        KeyValuePair<string, string>[] fields =
        [
            new("i", interaction),
            new("Input.UserName", "alice"),
            new("Input.Password", People.Password),
            new("Input.Code", "123456"),
        ];
        var text = $"__RequestVerificationToken={foreign}&Input.Code=123456";
        yield return new FormUrlEncodedContent(fields);
        yield return new FormUrlEncodedContent([.. fields, new("__RequestVerificationToken", foreign)]);
        yield return new FormUrlEncodedContent([.. fields, new("__RequestVerificationToken", "")]);
        yield return new StringContent(text, new MediaTypeHeaderValue("text/plain"));
        yield return new StringContent("""{"Input":{"Code":"123456"}}""", new MediaTypeHeaderValue("text/plain"));
        yield return new StringContent("""{"Input":{"Code":"123456"}}""", new MediaTypeHeaderValue("application/json"));
        yield return new MultipartFormDataContent { { new StringContent(foreign), "__RequestVerificationToken" } };
    }

    private static IEnumerable<HttpRequestMessage> ForgeRequests(FormHandler form, string interaction)
    {
        var url = $"{form.Url}{(form.Url.Contains('?') ? '&' : '?')}i={interaction}";
        foreach (var method in new[] { "GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH" })
        {
            yield return new HttpRequestMessage(new HttpMethod(method), url);
        }

        yield return new HttpRequestMessage(HttpMethod.Get, $"{url}&_method=POST");
        var overridden = new HttpRequestMessage(HttpMethod.Get, url);
        overridden.Headers.TryAddWithoutValidation("X-HTTP-Method-Override", "POST");
        yield return overridden;
    }
}
