using System.Net;
using System.Text.Json;
using IdpMfa.Core.Totp;
using IdpMfa.IntegrationTests.Hosting;
using IdpMfa.IntegrationTests.Structure;
using Jose;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.IntegrationTests.EmbeddedHost;

/// <summary>The packages in a host of others: its own user class with an int key, its own authorize endpoint, no server of ours.</summary>
public sealed class EmbeddedHostTests
{
    private const string Mfa = "urn:idpmfa:acr:mfa";

    [Fact]
    public async Task An_enforced_tenants_user_sets_up_and_gets_tokens_that_say_so()
    {
        await using var host = await EmbeddingHost.StartAsync();
        var app = AppOf(host);

        var setUp = await GivePasswordAsync(host.OpenBrowser(), app);
        var (callback, _, _) = await EnrolAsync(host, app);
        var tokens = await app.RedeemAsync(callback);
        var claims = Read(tokens.IdToken);

        Assert.Equal("/account/mfa/setup", setUp.Path);
        Assert.Equal(["pwd", "otp", "mfa"], claims.Amr());
        Assert.Equal((Mfa, "1", "works"), (claims.Text("acr"), claims.Text("sub"), claims.Text("tenant")));
        Assert.Equal(["pwd", "otp", "mfa"], Read(tokens.AccessToken).Amr());
        Assert.Equal("3rd floor", claims.Text("desk"));
    }

    [Fact]
    public async Task A_code_signs_in_and_its_replay_does_not()
    {
        await using var host = await EmbeddingHost.StartAsync();
        var app = AppOf(host);
        var (_, key, _) = await EnrolAsync(host, app);
        var code = host.CodeOf(key);

        var callback = await SignInAsync(host.OpenBrowser(), app, code);
        var replay = await SignInAsync(host.OpenBrowser(), app, code);

        Assert.Equal(Mfa, Read((await app.RedeemAsync(callback)).IdToken).Text("acr"));
        Assert.Equal(("/account/mfa", true), (replay.Path, replay.Alert is not null));
    }

    [Fact]
    public async Task A_recovery_token_signs_in_once_and_the_way_out_warns()
    {
        await using var host = await EmbeddingHost.StartAsync();
        var app = AppOf(host);
        var (_, _, token) = await EnrolAsync(host, app);
        var browser = host.OpenBrowser();

        var callback = await SignInAsync(browser, app, token);
        var again = await SignInAsync(host.OpenBrowser(), app, token);
        var warned = await browser.OpenAsync(app.AuthorizeUrl(("prompt", "login")));

        Assert.Equal(["pwd", "mfa", "recovery"], Read((await app.RedeemAsync(callback)).IdToken).Amr());
        Assert.Equal("/account/mfa", again.Path);
        Assert.Equal(("/account/logout", true), (warned.Path, warned.Alert is not null));
    }

    [Fact]
    public async Task Ten_wrong_codes_lock_here_too()
    {
        await using var host = await EmbeddingHost.StartAsync();
        var app = AppOf(host);
        var (_, key, _) = await EnrolAsync(host, app);
        var browser = host.OpenBrowser();
        var step = await GivePasswordAsync(browser, app);
        for (var i = 0; i < 10; i++)
        {
            step = await browser.SubmitAsync(step, ("Input.Code", "wrong"));
        }

        var page = await browser.SubmitAsync(step, ("Input.Code", host.CodeOf(key)));

        Assert.False(page.IsAtRelyingParty);
    }

    [Theory]
    [InlineData("/oauth/forgetful")]
    [InlineData("/oauth/deaf")]
    public async Task A_controller_that_does_not_ask_or_listen_gets_no_code(string path)
    {
        await using var host = await EmbeddingHost.StartAsync();
        var app = AppOf(host, path);
        var password = host.OpenBrowser();
        await GivePasswordAsync(password, AppOf(host));

        var nobody = await host.OpenBrowser().OpenAsync(app.AuthorizeUrl());
        var passwordOnly = await password.OpenAsync(app.AuthorizeUrl());

        Assert.All(
            new[] { nobody, passwordOnly },
            page => Assert.Equal(("interaction_required", null), (page.Parameter("error"), page.Parameter("code")))
        );
    }

    [Fact]
    public async Task What_a_controller_claims_of_the_sign_in_itself_counts_for_nothing()
    {
        await using var host = await EmbeddingHost.StartAsync();
        var (_, _, token) = await EnrolAsync(host, AppOf(host));
        var browser = host.OpenBrowser();
        await SignInAsync(browser, AppOf(host), token);
        var forgetful = AppOf(host, "/oauth/forgetful");

        var callback = await browser.OpenAsync(forgetful.AuthorizeUrl());

        // It says that there was a code of the authenticator.
        Assert.Equal(["pwd", "mfa", "recovery"], Read((await forgetful.RedeemAsync(callback)).IdToken).Amr());
    }

    [Fact]
    public async Task A_principal_with_a_second_identity_is_refused()
    {
        await using var host = await EmbeddingHost.StartAsync();
        var browser = host.OpenBrowser();
        await EnrolAsync(host, AppOf(host), browser);

        var page = await browser.OpenAsync(AppOf(host, "/oauth/twofaced").AuthorizeUrl());

        Assert.Equal(("server_error", null), (page.Parameter("error"), page.Parameter("code")));
    }

    [Fact]
    public async Task A_request_that_is_posted_to_the_hosts_endpoint_comes_back_to_it()
    {
        await using var host = await EmbeddingHost.StartAsync();
        var app = AppOf(host);
        var browser = host.OpenBrowser();
        await EnrolAsync(host, app, browser);
        using var post = new HttpRequestMessage(HttpMethod.Post, "/oauth/authorize")
        {
            Content = new StringContent(
                app.AuthorizeUrl().Split('?')[1],
                new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded")
            ),
        };

        var posted = await host.OpenBrowser().SendAsync(post);
        var callback = await browser.FollowAsync(posted);

        Assert.StartsWith("/oauth/authorize?i=", posted.Headers.Location?.OriginalString);
        Assert.True((await app.RedeemAsync(callback)).HasTokens);
    }

    [Fact]
    public async Task Refreshing_changes_nothing_and_ends_when_the_user_has_left()
    {
        await using var host = await EmbeddingHost.StartAsync();
        var app = AppOf(host);
        var (callback, _, _) = await EnrolAsync(host, app);
        var tokens = await app.RedeemAsync(callback);

        var refreshed = await app.RefreshAsync(tokens.RefreshToken);
        await host.QueryAsync(db => db.Users.ExecuteUpdateAsync(row => row.SetProperty(u => u.IsDisabled, true)));
        var after = await app.RefreshAsync(refreshed.RefreshToken);

        Assert.Equal(Read(tokens.AccessToken).Amr(), Read(refreshed.AccessToken).Amr());
        Assert.Equal("invalid_grant", after.Error);
    }

    [Fact]
    public async Task Signing_out_at_the_hosts_endpoint_ends_the_session_and_returns()
    {
        await using var host = await EmbeddingHost.StartAsync();
        var app = AppOf(host);
        var browser = host.OpenBrowser();
        var (callback, _, _) = await EnrolAsync(host, app, browser);
        var idToken = (await app.RedeemAsync(callback)).IdToken;

        var page = await browser.OpenAsync(
            $"/oauth/logout?id_token_hint={idToken}&post_logout_redirect_uri={Uri.EscapeDataString(RelyingParty.PostLogoutRedirectUri)}"
        );

        Assert.StartsWith(RelyingParty.PostLogoutRedirectUri, page.Address.OriginalString);
        Assert.Equal("login_required", await browser.ProbeAsync(app));
    }

    [Fact]
    public async Task An_error_that_goes_back_to_nobody_is_shown_on_our_page()
    {
        await using var host = await EmbeddingHost.StartAsync();

        var page = await host.OpenBrowser().OpenAsync("/oauth/authorize?client_id=nobody");

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.NotNull(page.Alert);
    }

    [Fact]
    public void It_uses_nothing_of_the_server()
    {
        var folder = Path.Combine(Repository.Root, "tests", "IdpMfa.IntegrationTests", "EmbeddedHost");
        // Spelled in two, so that this line is no finding.
        var server = "IdpMfa" + ".Server";

        Assert.All(Directory.GetFiles(folder, "*.cs"), file => Assert.DoesNotContain(server, File.ReadAllText(file)));
    }

    private static RelyingParty AppOf(EmbeddingHost host, string authorizePath = "/oauth/authorize") =>
        new(host.CreateClient) { AuthorizePath = authorizePath, Scope = "openid profile email offline_access" };

    private static Task<Page> GivePasswordAsync(Browser browser, RelyingParty app) =>
        browser.GivePasswordAsync(app.AuthorizeUrl(), "wanda", EmbeddingHost.Password);

    private static async Task<Page> SignInAsync(Browser browser, RelyingParty app, string code) =>
        await browser.SubmitAsync(await GivePasswordAsync(browser, app), ("Input.Code", code));

    private static async Task<(Page Callback, string Key, string Token)> EnrolAsync(
        EmbeddingHost host,
        RelyingParty app,
        Browser? browser = null
    )
    {
        browser ??= host.OpenBrowser();
        var setUp = await GivePasswordAsync(browser, app);
        var key = setUp.DataOf("data-mfa-key")!;
        var done = await browser.SubmitAsync(setUp, ("Input.Code", host.CodeOf(key)));
        var callback = await browser.OpenAsync(done.HrefOf("[data-continue]"));
        host.Clock.Advance(TotpAlgorithm.StepLength);
        return (callback, key, done.DataOf("data-recovery-token")!);
    }

    private static JsonElement Read(string token) => JsonDocument.Parse(JWT.Payload(token)).RootElement;
}
