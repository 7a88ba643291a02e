using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Flows;

/// <summary>One browser, several sign-ins at once.</summary>
public sealed class TwoTabTests
{
    [Fact]
    public async Task Two_tabs_sign_in_beside_each_other()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var (web, other) = (new RelyingParty(host), new RelyingParty(host, "other"));
        var first = await browser.GivePasswordAsync(web.AuthorizeUrl(), "alice");
        var second = await browser.GivePasswordAsync(other.AuthorizeUrl(), "alice");

        var firstBack = await browser.SubmitAsync(first, ("Input.Code", host.CodeOf(People.AliceKey)));
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        var secondBack = await browser.SubmitAsync(second, ("Input.Code", host.CodeOf(People.AliceKey)));

        Assert.True((await web.RedeemAsync(firstBack)).HasTokens);
        Assert.True((await other.RedeemAsync(secondBack)).HasTokens);
    }

    [Fact]
    public async Task A_tab_that_starts_again_leaves_the_other_ones_sign_in_alone()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var app = new RelyingParty(host);
        var kept = await browser.GivePasswordAsync(app.AuthorizeUrl(), "alice");
        var left = await browser.GivePasswordAsync(new RelyingParty(host, "other").AuthorizeUrl(), "alice");

        await browser.SubmitAsync(left, left.FormOf("form[action*=Cancel]"));
        await browser.OpenAsync("/account/mfa?i=unknown");
        var callback = await browser.SubmitAsync(kept, ("Input.Code", host.CodeOf(People.AliceKey)));

        Assert.True((await app.RedeemAsync(callback)).HasTokens);
    }

    [Fact]
    public async Task A_browser_keeps_the_newest_eight_pending_sign_ins()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var steps = new List<Page>();
        for (var i = 0; i < 10; i++)
        {
            steps.Add(await browser.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "alice"));
        }

        var kept = browser.Cookies.GetAllCookies().Count(cookie => cookie.Name.Contains("Pending"));
        var oldest = await browser.OpenAsync($"/account/mfa?i={steps[0].Interaction}");
        var newest = await browser.OpenAsync($"/account/mfa?i={steps[^1].Interaction}");

        Assert.Equal((8, "/account/login", "/account/mfa"), (kept, oldest.Path, newest.Path));
    }

    [Fact]
    public async Task A_request_for_a_new_sign_in_is_not_met_by_another_tabs()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var (web, other) = (new RelyingParty(host), new RelyingParty(host, "other"));
        var waiting = await browser.OpenAsync(other.AuthorizeUrl(("prompt", "login")));
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        await browser.SignInAsync(web.AuthorizeUrl(), "alice", host.CodeOf(People.AliceKey));
        var page = await browser.OpenAsync($"/connect/authorize?i={waiting.Interaction}");

        Assert.Equal("/account/login", page.Path);
    }

    [Fact]
    public async Task Two_tabs_with_prompt_login_each_get_what_they_asked_for()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var (web, other) = (new RelyingParty(host), new RelyingParty(host, "other"));
        var first = await browser.OpenAsync(web.AuthorizeUrl(("prompt", "login")));
        var second = await browser.OpenAsync(other.AuthorizeUrl(("prompt", "login")));

        var firstBack = await GivePasswordAsync(browser, first);
        var secondBack = await GivePasswordAsync(browser, second);

        Assert.True((await web.RedeemAsync(firstBack)).HasTokens);
        Assert.True((await other.RedeemAsync(secondBack)).HasTokens);
    }

    private static Task<Page> GivePasswordAsync(Browser browser, Page login) =>
        browser.SubmitAsync(login, ("Input.UserName", "bob"), ("Input.Password", People.Password));
}
