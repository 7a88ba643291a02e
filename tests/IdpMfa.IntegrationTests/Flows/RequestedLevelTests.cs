using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Flows;

/// <summary>What a request demands of the sign-in is met or refused, never answered as if it were met.</summary>
public sealed class RequestedLevelTests
{
    private const string Mfa = "urn:idpmfa:acr:mfa";

    [Fact]
    public async Task An_essential_level_that_the_sign_in_reaches_comes_back()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);

        var callback = await host.OpenBrowser()
            .SignInAsync(app.AuthorizeUrl(("claims", Essential(Mfa))), "alice", host.CodeOf(People.AliceKey));
        var claims = await Tokens.VerifyAsync(host, (await app.RedeemAsync(callback)).IdToken);

        Assert.Equal(Mfa, claims.Text("acr"));
    }

    [Theory]
    [InlineData(Mfa)]
    [InlineData("phr")]
    [InlineData("https://refeds.org/profile/mfa")]
    [InlineData("")]
    public async Task An_essential_level_that_the_sign_in_does_not_reach_is_refused(string level)
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var browser = host.OpenBrowser();

        var callback = await browser.GivePasswordAsync(app.AuthorizeUrl(("claims", Essential(level))), "bob");
        var silent = await browser.OpenAsync(app.AuthorizeUrl(("claims", Essential(level)), ("prompt", "none")));

        Assert.Equal(
            ("unmet_authentication_requirements", null),
            (callback.Parameter("error"), callback.Parameter("code"))
        );
        Assert.Equal("unmet_authentication_requirements", silent.Parameter("error"));
    }

    [Fact]
    public async Task Of_two_places_that_demand_a_level_both_count()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        const string Contradicting = """
            {"id_token":{"acr":{"essential":true,"value":"urn:idpmfa:acr:pwd"}},
             "userinfo":{"acr":{"essential":true,"value":"urn:idpmfa:acr:mfa"}}}
            """;

        var callback = await host.OpenBrowser().GivePasswordAsync(app.AuthorizeUrl(("claims", Contradicting)), "bob");

        Assert.Equal("unmet_authentication_requirements", callback.Parameter("error"));
    }

    [Theory]
    [InlineData("""{"id_token":{"acr":null,"email":{"essential":true}}}""")]
    [InlineData("""{"id_token":{"acr":{"values":["urn:idpmfa:acr:mfa"]}}}""")]
    [InlineData("""{"id_token":{"acr":{"essential":true}}}""")]
    [InlineData("""{"userinfo":null}""")]
    public async Task What_is_not_demanded_stops_nobody(string demanded)
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);

        var callback = await host.OpenBrowser().GivePasswordAsync(app.AuthorizeUrl(("claims", demanded)), "bob");

        Assert.True((await app.RedeemAsync(callback)).HasTokens);
    }

    [Fact]
    public async Task A_hint_for_the_sessions_user_is_answered_at_once()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var browser = host.OpenBrowser();
        var bobs = await app.RedeemAsync(await browser.GivePasswordAsync(app.AuthorizeUrl(), "bob"));

        var page = await browser.OpenAsync(app.AuthorizeUrl(("id_token_hint", bobs.IdToken), ("prompt", "none")));

        Assert.NotNull(page.Parameter("code"));
    }

    [Fact]
    public async Task A_hint_for_another_user_is_never_answered_with_this_one()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var browser = host.OpenBrowser();
        var erins = await app.RedeemAsync(await EnrolErinAsync(host, app));
        await browser.GivePasswordAsync(app.AuthorizeUrl(), "bob");
        (string, string?) hint = ("id_token_hint", erins.IdToken);

        var silent = await browser.OpenAsync(app.AuthorizeUrl(hint, ("prompt", "none")));
        var asked = await browser.OpenAsync(app.AuthorizeUrl(hint));
        var again = await browser.SubmitAsync(asked, ("Input.UserName", "bob"), ("Input.Password", People.Password));

        Assert.Equal(("login_required", "/account/login"), (silent.Parameter("error"), asked.Path));
        Assert.Equal(("login_required", null), (again.Parameter("error"), again.Parameter("code")));
    }

    private static async Task<Page> EnrolErinAsync(IdpHost host, RelyingParty app)
    {
        var browser = host.OpenBrowser();
        var done = await browser.ConfirmSetUpAsync(host, await browser.GivePasswordAsync(app.AuthorizeUrl(), "erin"));
        return await browser.OpenAsync(done.HrefOf("[data-continue]"));
    }

    private static string Essential(string level) =>
        """{"id_token":{"acr":{"essential":true,"values":["LEVEL"]}}}""".Replace("LEVEL", level);
}
