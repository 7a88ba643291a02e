using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Flows;

/// <summary>A session whose user could not sign in again is not replaced without a warning.</summary>
public sealed class RecoverySessionTests
{
    [Theory]
    [InlineData("prompt", "login")]
    [InlineData("prompt", "select_account")]
    [InlineData("acr_values", "tenant:globex")]
    public async Task The_sign_out_form_comes_before_a_request_that_would_replace_it(string parameter, string value)
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, app) = await SignInWithTokenAsync(host);

        var asked = await browser.OpenAsync(app.AuthorizeUrl((parameter, value)));
        var between = await browser.ProbeAsync(app);
        var login = await browser.SubmitAsync(asked);

        Assert.Equal(("/account/logout", null), (asked.Path, between));
        Assert.NotNull(asked.Alert);
        Assert.Equal("/account/login", login.Path);
        Assert.Equal("login_required", await browser.ProbeAsync(app));
    }

    [Fact]
    public async Task After_signing_out_the_request_goes_on()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, app) = await SignInWithTokenAsync(host);
        var asked = await browser.OpenAsync(app.AuthorizeUrl(("prompt", "login")));

        var login = await browser.SubmitAsync(asked);
        var callback = await browser.SubmitAsync(login, ("Input.UserName", "bob"), ("Input.Password", People.Password));

        Assert.True((await app.RedeemAsync(callback)).HasTokens);
    }

    [Fact]
    public async Task Whoever_stays_and_takes_a_new_token_is_not_warned_any_more()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, app) = await SignInWithTokenAsync(host);
        await browser.OpenAsync(app.AuthorizeUrl(("prompt", "login")));

        await browser.SubmitAsync(await browser.OpenAsync("/profile/mfa"));
        var page = await browser.OpenAsync(app.AuthorizeUrl(("prompt", "login")));

        Assert.Equal("/account/login", page.Path);
    }

    [Theory]
    [InlineData("bob")]
    [InlineData("nobody")]
    public async Task Another_user_at_the_login_page_is_led_to_the_form_and_nothing_is_looked_at(string userName)
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, app) = await SignInWithTokenAsync(host);

        var page = await browser.GivePasswordAsync("/account/login", userName, "wrong");

        Assert.Equal("/account/logout", page.Path);
        Assert.NotNull(page.Alert);
        Assert.Equal(0, (await host.GetStateAsync("bob")).PasswordFailures);
        Assert.Null(await browser.ProbeAsync(app));
    }

    [Fact]
    public async Task A_silent_request_gets_its_error()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, app) = await SignInWithTokenAsync(host);

        var page = await browser.OpenAsync(app.AuthorizeUrl(("prompt", "none"), ("acr_values", "tenant:globex")));

        Assert.Equal("login_required", page.Parameter("error"));
    }

    [Fact]
    public async Task Others_go_to_the_login_page_at_once()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, app) = (host.OpenBrowser(), new RelyingParty(host));
        await browser.SignInAsync(app.AuthorizeUrl(), "alice", host.CodeOf(People.AliceKey));

        var page = await browser.OpenAsync(app.AuthorizeUrl(("prompt", "login")));

        Assert.Equal("/account/login", page.Path);
    }

    private static async Task<(Browser Browser, RelyingParty App)> SignInWithTokenAsync(IdpHost host)
    {
        var (browser, app) = (host.OpenBrowser(), new RelyingParty(host));
        await browser.SignInAsync(app.AuthorizeUrl(), "alice", People.AliceToken);
        return (browser, app);
    }
}
