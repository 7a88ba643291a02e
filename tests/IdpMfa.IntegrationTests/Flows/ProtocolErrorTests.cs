using System.Net;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Flows;

/// <summary>Requests that no well-made relying party sends.</summary>
public sealed class ProtocolErrorTests
{
    [Theory]
    [InlineData("client_id", "nobody")]
    [InlineData("client_id", "")]
    [InlineData("client_id", "WEB")]
    [InlineData("redirect_uri", "https://evil.test/callback")]
    [InlineData("redirect_uri", "https://app.example.test/callback/")]
    [InlineData("redirect_uri", "https://app.example.test/callback?x=1")]
    [InlineData("redirect_uri", "https://app.example.test/CALLBACK")]
    [InlineData("redirect_uri", "https://app.example.test@evil.test/callback")]
    [InlineData("redirect_uri", "javascript:alert(1)")]
    [InlineData("redirect_uri", "")]
    // An answer in no known form can't be sent.
    [InlineData("response_mode", "telepathy")]
    public async Task Where_nobody_can_be_sent_back_a_page_says_so(string parameter, string value)
    {
        await using var host = await IdpHost.StartAsync();

        var page = await host.OpenBrowser().OpenAsync(new RelyingParty(host).AuthorizeUrl((parameter, value)));

        Assert.Equal((HttpStatusCode.BadRequest, "/connect/authorize"), (page.Status, page.Path));
        Assert.Null(page.Response.Headers.Location);
        Assert.NotNull(page.Alert);
        AssertIsProtected(page);
    }

    [Theory]
    [InlineData("scope", "openid nonsense", "invalid_scope")]
    [InlineData("scope", "openid idpmfa.admin", "invalid_scope")]
    [InlineData("prompt", "never", "invalid_request")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("request", "eyJhbGciOiJub25lIn0.e30.", "request_not_supported")]
    [InlineData("request_uri", "https://app.example.test/request", "request_uri_not_supported")]
    [InlineData("response_type", "nonsense", "unsupported_response_type")]
    [InlineData("max_age", "-1", "invalid_request")]
    [InlineData("max_age", "soon", "invalid_request")]
    [InlineData("max_age", "99999999999", "invalid_request")]
    [InlineData("claims", "nonsense", "invalid_request")]
    [InlineData("claims", "[]", "invalid_request")]
    [InlineData("claims", """{"id_token":[]}""", "invalid_request")]
    [InlineData("claims", """{"id_token":{"acr":{"essential":"yes"}}}""", "invalid_request")]
    [InlineData("claims", """{"id_token":{"acr":{"essential":true,"values":"x"}}}""", "invalid_request")]
    [InlineData("claims", """{"id_token":{"acr":{"essential":true,"value":null}}}""", "invalid_request")]
    public async Task Any_other_error_goes_back_with_state_and_issuer(string parameter, string? value, string error)
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);

        var page = await host.OpenBrowser().OpenAsync(app.AuthorizeUrl((parameter, value)));

        Assert.True(page.IsAtRelyingParty, $"{page.Status} {page.Address} {page.Text}");
        Assert.StartsWith(RelyingParty.RedirectUri, page.Address.OriginalString);
        Assert.Equal(error, page.Parameter("error"));
        Assert.Equal((app.State, "http://127.0.0.1:5000/"), (page.Parameter("state"), page.Parameter("iss")));
        Assert.Null(page.Parameter("code"));
    }

    [Theory]
    [InlineData("max_age=5")]
    [InlineData("prompt=none")]
    [InlineData("scope=openid")]
    [InlineData("nonce=another")]
    [InlineData("acr_values=tenant%3Aacme")]
    [InlineData("unknown=1&unknown=2")]
    public async Task A_parameter_that_is_there_twice_is_refused(string again)
    {
        await using var host = await IdpHost.StartAsync();
        var url = new RelyingParty(host).AuthorizeUrl(
            ("max_age", "5"),
            ("prompt", "login"),
            ("acr_values", "tenant:acme")
        );

        var page = await host.OpenBrowser().OpenAsync($"{url}&{again}");

        Assert.StartsWith(RelyingParty.RedirectUri, page.Address.OriginalString);
        Assert.Equal("invalid_request", page.Parameter("error"));
    }

    [Theory]
    [InlineData("client_id=other")]
    [InlineData("redirect_uri=https%3A%2F%2Fapp.example.test%2Fcallback")]
    public async Task Where_client_or_address_are_there_twice_nobody_is_sent_back(string again)
    {
        await using var host = await IdpHost.StartAsync();

        var page = await host.OpenBrowser().OpenAsync($"{new RelyingParty(host).AuthorizeUrl()}&{again}");

        Assert.Equal((HttpStatusCode.BadRequest, "/connect/authorize"), (page.Status, page.Path));
    }

    [Theory]
    [InlineData("token")]
    [InlineData("id_token")]
    [InlineData("code id_token")]
    public async Task A_response_in_the_address_bar_is_refused_where_the_application_looks_for_it(string responseType)
    {
        await using var host = await IdpHost.StartAsync();

        var page = await host.OpenBrowser()
            .OpenAsync(new RelyingParty(host).AuthorizeUrl(("response_type", responseType)));

        Assert.StartsWith(RelyingParty.RedirectUri, page.Address.OriginalString);
        Assert.Contains("error=unsupported_response_type", page.Address.Fragment);
        Assert.DoesNotContain("token=", page.Address.Fragment);
    }

    [Fact]
    public async Task A_code_is_worth_nothing_with_another_verifier()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var code = await GetCodeAsync(host, app);

        var answer = await app.RedeemAsync(code, verifier: new RelyingParty(host).Verifier);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task A_code_is_worth_nothing_without_its_verifier()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var code = await GetCodeAsync(host, app);

        var answer = await app.PostAsync(
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", RelyingParty.RedirectUri)
        );

        Assert.Equal((HttpStatusCode.BadRequest, false), (answer.Status, answer.HasTokens));
    }

    [Fact]
    public async Task A_code_is_worth_nothing_with_another_redirect_URI()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var code = await GetCodeAsync(host, app);

        var answer = await app.PostAsync(
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", "https://app.example.test/elsewhere"),
            ("code_verifier", app.Verifier)
        );

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task A_code_is_worth_nothing_to_another_client()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var code = await GetCodeAsync(host, app);

        var answer = await new RelyingParty(host, "other").RedeemAsync(code, app.Verifier);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task A_code_that_is_used_again_is_refused_and_the_first_tokens_die()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var code = await GetCodeAsync(host, app);
        var first = await app.RedeemAsync(code);

        var second = await app.RedeemAsync(code);
        var refresh = await app.RefreshAsync(first.RefreshToken);

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (second.Status, second.Error));
        Assert.Equal("invalid_grant", refresh.Error);
    }

    [Fact]
    public async Task A_code_lives_for_a_minute()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var (young, old) = (await GetCodeAsync(host, app), await GetCodeAsync(host, app));

        host.Clock.Advance(TimeSpan.FromSeconds(59));
        var within = await app.RedeemAsync(young);
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        var after = await app.RedeemAsync(old);

        Assert.True(within.HasTokens);
        Assert.Equal("invalid_grant", after.Error);
    }

    [Fact]
    public async Task A_refresh_token_is_worth_nothing_to_another_client()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var tokens = await app.RedeemAsync(await GetCodeAsync(host, app));

        var stolen = await new RelyingParty(host, "other").RefreshAsync(tokens.RefreshToken);

        Assert.Equal("invalid_grant", stolen.Error);
    }

    [Fact]
    public async Task A_refresh_token_that_is_used_again_later_kills_its_family()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var first = await app.RedeemAsync(await GetCodeAsync(host, app));
        var second = await app.RefreshAsync(first.RefreshToken);
        host.Clock.Advance(TimeSpan.FromSeconds(31));

        var replay = await app.RefreshAsync(first.RefreshToken);
        var next = await app.RefreshAsync(second.RefreshToken);

        Assert.Equal(("invalid_grant", "invalid_grant"), (replay.Error, next.Error));
    }

    [Fact]
    public async Task A_refresh_token_whose_answer_was_lost_is_answered_again()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var first = await app.RedeemAsync(await GetCodeAsync(host, app));
        await app.RefreshAsync(first.RefreshToken);

        host.Clock.Advance(TimeSpan.FromSeconds(29));
        var again = await app.RefreshAsync(first.RefreshToken);

        Assert.True(again.HasTokens);
    }

    [Fact]
    public async Task An_old_refresh_token_is_dead_at_once_when_its_successor_was_used()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var first = await app.RedeemAsync(await GetCodeAsync(host, app));
        var second = await app.RefreshAsync(first.RefreshToken);
        var third = await app.RefreshAsync(second.RefreshToken);

        var replay = await app.RefreshAsync(first.RefreshToken);
        var next = await app.RefreshAsync(third.RefreshToken);

        Assert.Equal(("invalid_grant", "invalid_grant"), (replay.Error, next.Error));
    }

    [Theory]
    [InlineData("password", "unsupported_grant_type")]
    [InlineData("client_credentials", "unsupported_grant_type")]
    [InlineData("nonsense", "unsupported_grant_type")]
    public async Task Grants_that_do_not_work_yet_are_refused(string grantType, string error)
    {
        await using var host = await IdpHost.StartAsync();

        var answer = await new RelyingParty(host).PostAsync(
            ("grant_type", grantType),
            ("username", "alice"),
            ("password", People.Password)
        );

        Assert.Equal((HttpStatusCode.BadRequest, error), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task A_waiting_request_that_is_unknown_or_has_expired_leads_to_a_page_that_says_so()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var login = await browser.OpenAsync(new RelyingParty(host).AuthorizeUrl());

        var unknown = await browser.OpenAsync("/account/login?i=00000000000000000000000000000000");
        var unknownRequest = await browser.OpenAsync("/connect/authorize?i=00000000000000000000000000000000");
        host.Clock.Advance(TimeSpan.FromMinutes(61));
        var expired = await browser.OpenAsync(login.Address.PathAndQuery);
        var posted = await browser.SubmitAsync(login, ("Input.UserName", "alice"), ("Input.Password", People.Password));

        Assert.All(
            [unknown, unknownRequest, expired, posted],
            page =>
            {
                Assert.Equal(HttpStatusCode.BadRequest, page.Status);
                Assert.NotNull(page.Alert);
            }
        );
    }

    [Fact]
    public async Task A_waiting_request_is_answered_once()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var app = new RelyingParty(host);
        var login = await browser.OpenAsync(app.AuthorizeUrl());
        await browser.SubmitAsync(login, ("Input.UserName", "bob"), ("Input.Password", People.Password));

        host.Clock.Advance(TimeSpan.FromSeconds(9));
        var doubleClick = await browser.OpenAsync($"/connect/authorize?i={login.Interaction}");
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        var later = await browser.OpenAsync($"/connect/authorize?i={login.Interaction}");

        Assert.NotNull(doubleClick.Parameter("code"));
        Assert.Equal(("invalid_request", null), (later.Parameter("error"), later.Parameter("code")));
        Assert.Equal(app.State, later.Parameter("state"));
    }

    [Fact]
    public async Task Parameters_beside_the_key_of_a_waiting_request_change_nothing_of_it()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var login = await browser.OpenAsync(new RelyingParty(host, "vault").AuthorizeUrl());

        var page = await browser.OpenAsync($"/connect/authorize?i={login.Interaction}&client_id=web");

        Assert.False(page.IsAtRelyingParty);
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_huge_request_is_refused_and_not_stored(string method)
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var query = new RelyingParty(host).AuthorizeUrl(("padding", new string('x', 9_000))).Split('?')[1];
        using var request = new HttpRequestMessage(
            new HttpMethod(method),
            method == "GET" ? $"/connect/authorize?{query}" : "/connect/authorize"
        );
        request.Content =
            method == "GET"
                ? null
                : new StringContent(
                    query,
                    new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded")
                );

        using var response = await browser.SendAsync(request);

        Assert.StartsWith(RelyingParty.RedirectUri, response.Headers.Location?.OriginalString);
        Assert.Contains("error=invalid_request", response.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("/connect/token")]
    [InlineData("/connect/authorize")]
    [InlineData("/connect/userinfo")]
    public async Task Nothing_at_all_is_a_bad_request_and_no_fault_of_ours(string path)
    {
        await using var host = await IdpHost.StartAsync();

        using var get = await host.OpenBrowser().SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
        using var post = await host.OpenBrowser().SendAsync(new HttpRequestMessage(HttpMethod.Post, path));

        Assert.InRange((int)get.StatusCode, 400, 499);
        Assert.InRange((int)post.StatusCode, 400, 499);
    }

    [Fact]
    public async Task A_page_that_there_is_not_says_so_calmly()
    {
        await using var host = await IdpHost.StartAsync();

        var page = await host.OpenBrowser().OpenAsync("/nowhere");

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.NotNull(page.Alert);
        AssertIsProtected(page);
    }

    private static async Task<string> GetCodeAsync(IdpHost host, RelyingParty app) =>
        (await host.OpenBrowser().GivePasswordAsync(app.AuthorizeUrl(), "bob")).Parameter("code")!;

    private static void AssertIsProtected(Page page)
    {
        Assert.Contains("frame-ancestors 'none'", page.Response.Headers.GetValues("Content-Security-Policy").Single());
        Assert.True(page.Response.Headers.CacheControl?.NoStore);
    }
}
