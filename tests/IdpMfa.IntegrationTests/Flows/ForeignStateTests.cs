using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Flows;

/// <summary>Cookies and forms of others, from earlier, or tampered with.</summary>
public sealed class ForeignStateTests
{
    [Fact]
    public async Task A_pending_sign_in_lives_ten_minutes_and_then_says_so_and_leads_back()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var app = new RelyingParty(host);
        var step = await browser.GivePasswordAsync(app.AuthorizeUrl(), "alice");

        host.Clock.Advance(TimeSpan.FromMinutes(10));
        var over = await browser.SubmitAsync(step, ("Input.Code", host.CodeOf(People.AliceKey)));
        var again = await browser.SubmitAsync(over, ("Input.UserName", "alice"), ("Input.Password", People.Password));
        var callback = await browser.SubmitAsync(again, ("Input.Code", host.CodeOf(People.AliceKey)));

        Assert.Equal("/account/login", over.Path);
        Assert.NotNull(over.Notice);
        Assert.Equal(app.State, callback.Parameter("state"));
        Assert.True((await app.RedeemAsync(callback)).HasTokens);
    }

    [Fact]
    public async Task Set_up_takes_its_time_and_not_more()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, late) = (host.OpenBrowser(), host.OpenBrowser());
        var url = new RelyingParty(host).AuthorizeUrl();
        var setUp = await browser.GivePasswordAsync(url, "carol");
        var lateSetUp = await late.GivePasswordAsync(url, "erin");

        host.Clock.Advance(TimeSpan.FromMinutes(29));
        var within = await browser.ConfirmSetUpAsync(host, setUp);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var after = await late.ConfirmSetUpAsync(host, lateSetUp);

        Assert.NotNull(within.DataOf("data-recovery-token"));
        Assert.Equal("/account/login", after.Path);
    }

    public static TheoryData<string> Values => ["", "x", "AAAA", "%00", "CfDJ8AAAA", new string('A', 4000)];

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_pending_cookie_that_we_did_not_write_is_none(string value)
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var step = await browser.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "alice");
        browser.FindCookie("Pending")!.Value = value;

        var page = await browser.SubmitAsync(step, ("Input.Code", host.CodeOf(People.AliceKey)));

        Assert.Equal((HttpStatusCode.OK, "/account/login"), (page.Status, page.Path));
        Assert.Equal("login_required", await browser.ProbeAsync(new RelyingParty(host)));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_session_cookie_that_we_did_not_write_is_none(string value)
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        browser.Cookies.Add(new Uri("http://127.0.0.1:5000"), new Cookie("IdpMfa.Session", value));

        var page = await browser.OpenAsync("/profile");

        Assert.Equal((HttpStatusCode.OK, "/account/login"), (page.Status, page.Path));
    }

    [Theory]
    [InlineData("Pending", "/account/mfa")]
    [InlineData("Session", "/profile")]
    public async Task A_cookie_with_one_character_changed_is_none(string name, string path)
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        await browser.GivePasswordAsync("/account/login", "bob");
        await browser.GivePasswordAsync("/account/login", "alice");
        var thief = host.OpenBrowser();
        thief.Cookies.Add(
            new Uri("http://127.0.0.1:5000"),
            new Cookie($"IdpMfa.{name}", Flip(browser.CookieOf(name)!))
        );

        var page = await thief.OpenAsync(path);

        Assert.Equal((HttpStatusCode.OK, "/account/login"), (page.Status, page.Path));
    }

    [Theory]
    [InlineData("Pending", "Session", "/profile")]
    [InlineData("Session", "Pending", "/account/mfa")]
    public async Task A_cookie_under_the_name_of_another_is_none(string name, string asName, string path)
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        await browser.GivePasswordAsync("/account/login", "bob");
        await browser.GivePasswordAsync("/account/login", "alice");
        var thief = host.OpenBrowser();
        thief.Cookies.Add(new Uri("http://127.0.0.1:5000"), new Cookie($"IdpMfa.{asName}", browser.CookieOf(name)));

        var page = await thief.OpenAsync(path);

        Assert.Equal((HttpStatusCode.OK, "/account/login"), (page.Status, page.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    public async Task A_form_with_a_broken_antiforgery_token_is_refused_with_what_to_do(string token)
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var login = await browser.OpenAsync(new RelyingParty(host).AuthorizeUrl());
        AntiforgeryOf(login).Value = token;

        await AssertIsRefusedAsync(host, browser, login);
    }

    [Fact]
    public async Task A_form_without_any_antiforgery_token_is_refused_with_what_to_do()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var login = await browser.OpenAsync(new RelyingParty(host).AuthorizeUrl());
        AntiforgeryOf(login).Remove();

        await AssertIsRefusedAsync(host, browser, login);
    }

    [Fact]
    public async Task A_form_with_another_browsers_antiforgery_token_is_refused_with_what_to_do()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var login = await browser.OpenAsync(new RelyingParty(host).AuthorizeUrl());
        AntiforgeryOf(login).Value = AntiforgeryOf(await host.OpenBrowser().OpenAsync("/account/login")).Value;

        await AssertIsRefusedAsync(host, browser, login);
    }

    private static IHtmlInputElement AntiforgeryOf(Page page) =>
        page.Document.QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")!;

    private static async Task AssertIsRefusedAsync(IdpHost host, Browser browser, Page login)
    {
        var page = await browser.SubmitAsync(login, ("Input.UserName", "bob"), ("Input.Password", People.Password));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("reload", page.Alert);
        Assert.Equal("login_required", await browser.ProbeAsync(new RelyingParty(host)));
        Assert.Equal(0, (await host.GetStateAsync("bob")).PasswordFailures);
    }

    private static string Flip(string value) => value[..^5] + (value[^5] == 'A' ? 'B' : 'A') + value[^4..];
}
