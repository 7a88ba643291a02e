using System.Net;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Flows;

/// <summary>Back, reload, and forms sent once more when the sign-in is long complete.</summary>
public sealed class LateFormTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(60)]
    public async Task A_login_form_sent_again_after_the_sign_in_leads_on(int secondsLater)
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, app) = (host.OpenBrowser(), new RelyingParty(host));
        var login = await browser.OpenAsync(app.AuthorizeUrl());
        var step = await GivePasswordAsync(browser, login);
        await browser.SubmitAsync(step, ("Input.Code", host.CodeOf(People.AliceKey)));

        host.Clock.Advance(TimeSpan.FromSeconds(secondsLater));
        var again = await GivePasswordAsync(browser, login);
        var back = await browser.OpenAsync(login.Address.PathAndQuery);

        Assert.Equal(secondsLater < 10, again.IsAtRelyingParty);
        Assert.Equal(secondsLater < 10, back.IsAtRelyingParty);
        Assert.True(again.IsAtRelyingParty ? again.Parameter("code") is not null : again.Path == "/profile");
        Assert.Null(await browser.ProbeAsync(app));
    }

    [Fact]
    public async Task Without_the_session_it_is_a_sign_in_of_its_own()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, app) = (host.OpenBrowser(), new RelyingParty(host));
        var login = await browser.OpenAsync(app.AuthorizeUrl());
        await browser.SubmitAsync(
            await GivePasswordAsync(browser, login),
            ("Input.Code", host.CodeOf(People.AliceKey))
        );
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await browser.SubmitAsync(await browser.OpenAsync("/account/logout"));

        var again = await GivePasswordAsync(browser, login);

        Assert.Equal((HttpStatusCode.OK, "/account/login", null), (again.Status, again.Path, again.Interaction));
        Assert.NotNull(again.Notice);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_code_page_leads_on_once_the_code_was_given(bool isLate)
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, app) = (host.OpenBrowser(), new RelyingParty(host));
        var step = await browser.GivePasswordAsync(app.AuthorizeUrl(), "alice");
        await browser.SubmitAsync(step, ("Input.Code", host.CodeOf(People.AliceKey)));

        host.Clock.Advance(isLate ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(2));
        var back = await browser.OpenAsync(step.Address.PathAndQuery);
        var again = await browser.SubmitAsync(step, ("Input.Code", host.CodeOf(People.AliceKey)));

        Assert.All(
            new[] { back, again },
            page => Assert.True(isLate ? page.Path == "/profile" : page.Parameter("code") is not null, page.Text)
        );
    }

    [Fact]
    public async Task Back_after_set_up_leads_on_to_the_application()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, app) = (host.OpenBrowser(), new RelyingParty(host));
        var setUp = await browser.GivePasswordAsync(app.AuthorizeUrl(), "carol");
        await browser.ConfirmSetUpAsync(host, setUp);

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var back = await browser.OpenAsync(setUp.Address.PathAndQuery);

        Assert.True((await app.RedeemAsync(back)).HasTokens);
    }

    [Fact]
    public async Task Back_to_set_up_after_the_sign_in_leads_to_the_profile()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, app) = (host.OpenBrowser(), new RelyingParty(host));
        var setUp = await browser.GivePasswordAsync(app.AuthorizeUrl(), "carol");
        var done = await browser.ConfirmSetUpAsync(host, setUp);
        await browser.OpenAsync(done.HrefOf("[data-continue]"));

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var back = await browser.OpenAsync(setUp.Address.PathAndQuery);
        var again = await browser.ConfirmSetUpAsync(host, setUp);

        Assert.Equal(("/profile", "/profile"), (back.Path, again.Path));
    }

    private static Task<Page> GivePasswordAsync(Browser browser, Page login) =>
        browser.SubmitAsync(login, ("Input.UserName", "alice"), ("Input.Password", People.Password));
}
