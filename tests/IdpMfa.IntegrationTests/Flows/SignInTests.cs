using System.Text.Json;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Flows;

public sealed class SignInTests
{
    [Fact]
    public async Task Password_and_code_give_tokens_that_say_so_everywhere()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var before = host.Clock.GetUtcNow().ToUnixTimeSeconds();

        var callback = await host.OpenBrowser().SignInAsync(app.AuthorizeUrl(), "alice", host.CodeOf(People.AliceKey));
        var tokens = await app.RedeemAsync(callback);

        Assert.Equal(app.State, callback.Parameter("state"));
        Assert.Equal("http://127.0.0.1:5000/", callback.Parameter("iss"));
        foreach (var claims in await ClaimsEverywhereAsync(host, app, tokens))
        {
            Assert.Equal(["pwd", "otp", "mfa"], claims.Amr());
            Assert.Equal("urn:idpmfa:acr:mfa", claims.Text("acr"));
            Assert.Equal(before, claims.GetProperty("auth_time").GetInt64());
            Assert.Equal("acme", claims.Text("tenant"));
        }
    }

    [Fact]
    public async Task A_refresh_changes_nothing_of_what_the_sign_in_proved()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var callback = await host.OpenBrowser().SignInAsync(app.AuthorizeUrl(), "alice", host.CodeOf(People.AliceKey));
        var first = await app.RedeemAsync(callback);
        var firstClaims = await Tokens.VerifyAsync(host, first.IdToken);

        host.Clock.Advance(TimeSpan.FromMinutes(40));
        var second = await app.RefreshAsync(first.RefreshToken);

        foreach (var claims in await ClaimsEverywhereAsync(host, app, second))
        {
            Assert.Equal(["pwd", "otp", "mfa"], claims.Amr());
            Assert.Equal("urn:idpmfa:acr:mfa", claims.Text("acr"));
            Assert.Equal(firstClaims.GetProperty("auth_time").GetInt64(), claims.GetProperty("auth_time").GetInt64());
            Assert.Equal(firstClaims.Text("sub"), claims.Text("sub"));
        }
    }

    [Fact]
    public async Task In_an_optional_tenant_no_page_comes_between_password_and_application()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);

        var callback = await host.OpenBrowser().GivePasswordAsync(app.AuthorizeUrl(), "bob");
        var tokens = await app.RedeemAsync(callback);

        foreach (var claims in await ClaimsEverywhereAsync(host, app, tokens))
        {
            Assert.Equal(["pwd"], claims.Amr());
            Assert.Equal("urn:idpmfa:acr:pwd", claims.Text("acr"));
        }
    }

    [Fact]
    public async Task A_recovery_token_goes_into_the_same_field_and_straight_on_to_the_application()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);

        var callback = await host.OpenBrowser()
            .SignInAsync(app.AuthorizeUrl(), "alice", People.AliceToken.ToLowerInvariant());
        var tokens = await app.RedeemAsync(callback);

        foreach (var claims in await ClaimsEverywhereAsync(host, app, tokens))
        {
            Assert.Equal(["pwd", "mfa", "recovery"], claims.Amr());
            Assert.Equal("urn:idpmfa:acr:mfa", claims.Text("acr"));
        }
    }

    [Theory]
    [InlineData("ALICE")]
    [InlineData("  alice ")]
    [InlineData("alice@acme.test")]
    [InlineData("Alice@ACME.test")]
    [InlineData("ａｌｉｃｅ")]
    public async Task A_user_is_known_by_every_spelling_of_name_and_confirmed_address(string typed)
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);

        var step = await host.OpenBrowser().GivePasswordAsync(app.AuthorizeUrl(), typed);

        Assert.Equal("/account/mfa", step.Path);
    }

    [Fact]
    public async Task A_session_answers_the_next_application_without_a_page()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        await browser.SignInAsync(new RelyingParty(host).AuthorizeUrl(), "alice", host.CodeOf(People.AliceKey));
        var other = new RelyingParty(host, "other");

        var callback = await browser.OpenAsync(other.AuthorizeUrl());

        Assert.True((await other.RedeemAsync(callback)).HasTokens);
    }

    [Fact]
    public async Task A_silent_request_is_answered_with_an_error_where_a_page_would_be_needed()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var vault = new RelyingParty(host, "vault");

        var signedOut = await browser.ProbeAsync(vault);
        await browser.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "bob");
        var passwordOnly = await browser.ProbeAsync(vault);
        var enough = await browser.ProbeAsync(new RelyingParty(host));

        Assert.Equal(("login_required", "interaction_required", null), (signedOut, passwordOnly, enough));
    }

    [Fact]
    public async Task A_client_that_requires_MFA_asks_a_password_session_for_the_missing_factor_only()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        await browser.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "bob");
        var vault = new RelyingParty(host, "vault");

        var setUp = await browser.OpenAsync(vault.AuthorizeUrl());
        var done = await browser.ConfirmSetUpAsync(host, setUp);
        var callback = await browser.OpenAsync(done.HrefOf("a[data-continue]"));
        var claims = await Tokens.VerifyAsync(host, (await vault.RedeemAsync(callback)).IdToken);

        Assert.Equal("/account/mfa/setup", setUp.Path);
        Assert.Equal(["pwd", "otp", "mfa"], claims.Amr());
    }

    [Fact]
    public async Task Prompt_login_asks_for_all_factors_again_and_makes_auth_time_newer()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var app = new RelyingParty(host);
        var first = await app.RedeemAsync(
            await browser.SignInAsync(app.AuthorizeUrl(), "alice", host.CodeOf(People.AliceKey))
        );
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        var login = await browser.OpenAsync(app.AuthorizeUrl(("prompt", "login")));
        var code = await browser.SubmitAsync(login, ("Input.UserName", "alice"), ("Input.Password", People.Password));
        var callback = await browser.SubmitAsync(code, ("Input.Code", host.CodeOf(People.AliceKey)));
        var second = await app.RedeemAsync(callback);

        Assert.Equal(("/account/login", "/account/mfa"), (login.Path, code.Path));
        var times = (await AuthTimeAsync(host, first), await AuthTimeAsync(host, second));
        Assert.Equal(300, times.Item2 - times.Item1);
    }

    [Fact]
    public async Task An_exceeded_max_age_asks_again_and_a_young_session_does_not()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var app = new RelyingParty(host);
        await browser.SignInAsync(app.AuthorizeUrl(), "alice", host.CodeOf(People.AliceKey));
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        var young = await browser.OpenAsync(app.AuthorizeUrl(("max_age", "10000")));
        var old = await browser.OpenAsync(app.AuthorizeUrl(("max_age", "1")));

        Assert.True(young.IsAtRelyingParty);
        Assert.Equal("/account/login", old.Path);
    }

    [Fact]
    public async Task An_authorization_request_by_POST_survives_both_steps()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var app = new RelyingParty(host);
        var query = System.Web.HttpUtility.ParseQueryString(app.AuthorizeUrl().Split('?')[1]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/authorize")
        {
            Content = new FormUrlEncodedContent(query.AllKeys.Select(key => KeyValuePair.Create(key!, query[key]!))),
        };

        var stored = await browser.SendAsync(request);
        var callback = await browser.SignInAsync(
            stored.Headers.Location!.OriginalString,
            "alice",
            host.CodeOf(People.AliceKey)
        );

        Assert.Equal(System.Net.HttpStatusCode.SeeOther, stored.StatusCode);
        Assert.True((await app.RedeemAsync(callback)).HasTokens);
    }

    private static async Task<JsonElement[]> ClaimsEverywhereAsync(
        IdpHost host,
        RelyingParty app,
        TokenAnswer tokens
    ) =>
        [
            await Tokens.VerifyAsync(host, tokens.IdToken),
            await Tokens.VerifyAsync(host, tokens.AccessToken),
            await app.GetUserInfoAsync(tokens.AccessToken),
        ];

    private static async Task<long> AuthTimeAsync(IdpHost host, TokenAnswer tokens) =>
        (await Tokens.VerifyAsync(host, tokens.IdToken)).GetProperty("auth_time").GetInt64();
}
