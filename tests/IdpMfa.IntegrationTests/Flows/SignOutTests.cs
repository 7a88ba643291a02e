using System.Net;
using System.Web;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Flows;

public sealed class SignOutTests
{
    [Fact]
    public async Task Opening_the_page_ends_nothing_and_its_form_does()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, _) = await SignInAsync(host, host.CodeOf(People.AliceKey));
        var app = new RelyingParty(host);

        var asked = await browser.OpenAsync("/account/logout");
        var between = await browser.ProbeAsync(app);
        var done = await browser.SubmitAsync(asked);

        Assert.Null(between);
        Assert.Null(asked.Alert);
        Assert.Equal(("/account/logout", HttpStatusCode.OK), (done.Path, done.Status));
        Assert.Equal("login_required", await browser.ProbeAsync(app));
    }

    [Fact]
    public async Task Without_a_session_the_page_says_that_there_is_none_any_more()
    {
        await using var host = await IdpHost.StartAsync();

        var page = await host.OpenBrowser().OpenAsync("/account/logout");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.NotNull(page.Notice);
        Assert.Empty(page.Document.Forms);
    }

    [Fact]
    public async Task An_application_with_the_sessions_id_token_ends_it_without_a_page()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, idToken) = await SignInAsync(host, host.CodeOf(People.AliceKey));

        var page = await browser.OpenAsync(EndSession(idToken));

        Assert.StartsWith(RelyingParty.PostLogoutRedirectUri, page.Address.OriginalString);
        Assert.Equal("after", page.Parameter("state"));
        Assert.Equal("login_required", await browser.ProbeAsync(new RelyingParty(host)));
    }

    [Fact]
    public async Task An_expired_id_token_of_this_session_is_as_good()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, idToken) = await SignInAsync(host, People.AliceToken);
        await browser.SubmitAsync(await browser.OpenAsync("/profile/mfa"));

        host.Clock.Advance(TimeSpan.FromHours(3));
        var page = await browser.OpenAsync(EndSession(idToken));

        Assert.StartsWith(RelyingParty.PostLogoutRedirectUri, page.Address.OriginalString);
        Assert.Equal("login_required", await browser.ProbeAsync(new RelyingParty(host)));
    }

    [Fact]
    public async Task Without_a_hint_the_user_is_asked_and_then_sent_on()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, _) = await SignInAsync(host, host.CodeOf(People.AliceKey));
        var app = new RelyingParty(host);

        var asked = await browser.OpenAsync($"{EndSession(null)}&client_id=web");
        var between = await browser.ProbeAsync(app);
        var page = await browser.SubmitAsync(asked);

        Assert.Equal(("/account/logout", null), (asked.Path, between));
        Assert.StartsWith(RelyingParty.PostLogoutRedirectUri, page.Address.OriginalString);
        Assert.Equal("after", page.Parameter("state"));
        Assert.Equal("login_required", await browser.ProbeAsync(app));
    }

    [Fact]
    public async Task With_anothers_hint_the_user_is_asked()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, _) = await SignInAsync(host, host.CodeOf(People.AliceKey));
        var app = new RelyingParty(host);
        var bobs = await app.RedeemAsync(await host.OpenBrowser().GivePasswordAsync(app.AuthorizeUrl(), "bob"));

        var asked = await browser.OpenAsync(EndSession(bobs.IdToken));

        Assert.Equal("/account/logout", asked.Path);
        Assert.Null(await browser.ProbeAsync(app));
    }

    [Fact]
    public async Task With_the_hint_of_an_earlier_session_the_user_is_asked()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, early) = await SignInAsync(host, host.CodeOf(People.AliceKey));
        await browser.SubmitAsync(await browser.OpenAsync("/account/logout"));
        await browser.SignInAsync(new RelyingParty(host).AuthorizeUrl(), "alice", People.AliceToken);
        await browser.SubmitAsync(await browser.OpenAsync("/profile/mfa"));

        var asked = await browser.OpenAsync(EndSession(early));

        Assert.Equal("/account/logout", asked.Path);
        Assert.Null(await browser.ProbeAsync(new RelyingParty(host)));
    }

    [Theory]
    [InlineData("https://evil.test/")]
    [InlineData("https://app.example.test/callback")]
    [InlineData("https://app.example.test/signed-out?x=1")]
    [InlineData("javascript:alert(1)")]
    [InlineData("//evil.test")]
    public async Task An_unregistered_address_is_not_gone_to_and_nothing_ends(string uri)
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, idToken) = await SignInAsync(host, host.CodeOf(People.AliceKey));

        var page = await browser.OpenAsync(EndSession(idToken, uri));

        Assert.Equal((HttpStatusCode.BadRequest, "/connect/endsession"), (page.Status, page.Path));
        Assert.NotNull(page.Alert);
        Assert.Null(page.Response.Headers.Location);
        Assert.Null(await browser.ProbeAsync(new RelyingParty(host)));
    }

    [Fact]
    public async Task A_hint_that_is_no_token_of_ours_ends_nothing()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, _) = await SignInAsync(host, host.CodeOf(People.AliceKey));

        var page = await browser.OpenAsync(EndSession("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSJ9."));

        Assert.False(page.IsAtRelyingParty);
        Assert.InRange((int)page.Status, 200, 400);
        Assert.Null(await browser.ProbeAsync(new RelyingParty(host)));
    }

    [Fact]
    public async Task After_a_recovery_sign_in_the_form_comes_first_and_warns()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, idToken) = await SignInAsync(host, People.AliceToken);

        var asked = await browser.OpenAsync(EndSession(idToken));
        var between = await browser.ProbeAsync(new RelyingParty(host));
        var page = await browser.SubmitAsync(asked);

        Assert.Equal(("/account/logout", null), (asked.Path, between));
        Assert.NotNull(asked.Alert);
        Assert.StartsWith(RelyingParty.PostLogoutRedirectUri, page.Address.OriginalString);
        Assert.Equal("after", page.Parameter("state"));
    }

    [Fact]
    public async Task Signing_out_leaves_refresh_tokens_with_offline_access_and_ends_the_others()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var app = new RelyingParty(host);
        var offline = await app.RedeemAsync(
            await browser.SignInAsync(app.AuthorizeUrl(), "alice", host.CodeOf(People.AliceKey))
        );
        var online = await app.RedeemAsync(await browser.OpenAsync(app.AuthorizeUrl(("scope", "openid profile"))));

        await browser.SubmitAsync(await browser.OpenAsync("/account/logout"));

        Assert.True((await app.RefreshAsync(offline.RefreshToken)).HasTokens);
        Assert.False(
            online.Json.TryGetProperty("refresh_token", out var token)
                && (await app.RefreshAsync(token.GetString()!)).HasTokens
        );
    }

    [Fact]
    public async Task Another_user_who_signs_in_replaces_the_session()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, _) = await SignInAsync(host, host.CodeOf(People.AliceKey));
        var alices = browser.Copy();
        var app = new RelyingParty(host);

        var callback = await browser.GivePasswordAsync(app.AuthorizeUrl(("prompt", "login")), "bob");
        var claims = await Tokens.VerifyAsync(host, (await app.RedeemAsync(callback)).IdToken);

        Assert.Equal((await host.FindUserAsync("bob")).Id.Value, claims.Text("sub"));
        Assert.Equal("login_required", await alices.ProbeAsync(app));
    }

    [Fact]
    public async Task A_disabled_users_session_opens_no_page_of_ours()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, _) = await SignInAsync(host, host.CodeOf(People.AliceKey));
        var form = await browser.OpenAsync("/profile/mfa");
        await host.DisableAsync("alice");

        var profile = await browser.OpenAsync("/profile");
        var token = await browser.SubmitAsync(form);

        Assert.Equal(("/account/login", "/account/login"), (profile.Path, token.Path));
        Assert.Null(token.DataOf("data-recovery-token"));
    }

    [Fact]
    public async Task A_re_authentication_that_is_left_keeps_the_session()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, _) = await SignInAsync(host, host.CodeOf(People.AliceKey));
        var app = new RelyingParty(host);

        var step = await browser.GivePasswordAsync(app.AuthorizeUrl(("prompt", "login")), "alice");
        await browser.SubmitAsync(step, step.FormOf("form[action*=Cancel]"));

        Assert.Null(await browser.ProbeAsync(app));
    }

    [Fact]
    public async Task A_sign_out_that_is_posted_from_another_site_ends_the_session_too()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, idToken) = await SignInAsync(host, host.CodeOf(People.AliceKey));

        // A form of another site: no SameSite cookie comes along.
        var posted = await host.OpenBrowser().SendAsync(Post(EndSession(idToken)));
        var page = await browser.FollowAsync(posted);

        Assert.Equal(HttpStatusCode.SeeOther, posted.StatusCode);
        Assert.StartsWith(RelyingParty.PostLogoutRedirectUri, page.Address.OriginalString);
        Assert.Equal("after", page.Parameter("state"));
        Assert.Equal("login_required", await browser.ProbeAsync(new RelyingParty(host)));
    }

    [Fact]
    public async Task A_posted_sign_out_without_a_hint_asks_first()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, _) = await SignInAsync(host, host.CodeOf(People.AliceKey));

        var posted = await host.OpenBrowser().SendAsync(Post($"{EndSession(null)}&client_id=web"));
        var asked = await browser.FollowAsync(posted);
        var between = await browser.ProbeAsync(new RelyingParty(host));
        var page = await browser.SubmitAsync(asked);

        Assert.Equal(("/account/logout", null), (asked.Path, between));
        Assert.StartsWith(RelyingParty.PostLogoutRedirectUri, page.Address.OriginalString);
    }

    [Fact]
    public async Task A_stored_request_goes_back_to_the_endpoint_that_stored_it_and_to_no_other()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, _) = await SignInAsync(host, host.CodeOf(People.AliceKey));
        var signOut = await browser.OpenAsync($"{EndSession(null)}&client_id=web");
        var signIn = await browser.OpenAsync(new RelyingParty(host).AuthorizeUrl(("prompt", "login")));

        var atAuthorize = await browser.OpenAsync($"/connect/authorize?i={signOut.Interaction}");
        var atEndSession = await browser.OpenAsync($"/connect/endsession?i={signIn.Interaction}");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (atAuthorize.Status, atEndSession.Status));
        Assert.Null(await browser.ProbeAsync(new RelyingParty(host)));
    }

    private static HttpRequestMessage Post(string url)
    {
        var (path, query) = (url.Split('?')[0], HttpUtility.ParseQueryString(url.Split('?')[1]));
        return new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(query.AllKeys.Select(name => KeyValuePair.Create(name!, query[name]!))),
        };
    }

    private static string EndSession(string? idToken, string uri = RelyingParty.PostLogoutRedirectUri)
    {
        var hint = idToken is null ? "" : $"id_token_hint={idToken}&";
        return $"/connect/endsession?{hint}post_logout_redirect_uri={Uri.EscapeDataString(uri)}&state=after";
    }

    private static async Task<(Browser Browser, string IdToken)> SignInAsync(IdpHost host, string code)
    {
        var browser = host.OpenBrowser();
        var app = new RelyingParty(host);
        var callback = await browser.SignInAsync(app.AuthorizeUrl(), "alice", code);
        return (browser, (await app.RedeemAsync(callback)).IdToken);
    }
}
