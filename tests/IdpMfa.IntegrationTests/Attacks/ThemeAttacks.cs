using System.Net;
using System.Text.Json;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Attacks;

/// <summary>Markup and style from where it has no business: themes, names, and parameters of requests.</summary>
public sealed class ThemeAttacks : IDisposable
{
    private const string Markup = "\"><svg onload=alert(1)></style></title><script>alert(2)</script>{{7*7}}@(7*7)";

    private readonly string _folder = Directory.CreateTempSubdirectory("idpmfa-themes-").FullName;

    [Theory]
    [InlineData("</style><script>alert(1)</script>")]
    [InlineData("url(javascript:alert(1))")]
    [InlineData("url(https://evil.test/x)")]
    [InlineData("expression(alert(1))")]
    [InlineData("red;}@import 'https://evil.test/x';:root{")]
    [InlineData("#fff;background:url(//evil.test)")]
    [InlineData("\"><svg onload=alert(1)>")]
    [InlineData("var(--x)")]
    public async Task Attack_40_A_value_that_is_no_colour_or_length_stops_the_start(string value)
    {
        WriteTheme(new { light = new Dictionary<string, string> { ["accent"] = value } });

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(StartAsync);

        Assert.Contains("'accent' is no design token", failure.Message);
    }

    [Theory]
    [InlineData("x:red;}body")]
    [InlineData("</style>")]
    public async Task Attack_40_A_token_with_another_name_stops_the_start(string name)
    {
        WriteTheme(new { light = new Dictionary<string, string> { [name] = "#fff" } });

        await Assert.ThrowsAsync<InvalidOperationException>(StartAsync);
    }

    [Theory]
    [InlineData("../default/theme.json")]
    [InlineData("https://evil.test/logo.svg")]
    [InlineData("//evil.test/logo.svg")]
    public async Task Attack_40_A_logo_from_elsewhere_stops_the_start(string logo)
    {
        WriteTheme(new { logo });

        await Assert.ThrowsAsync<InvalidOperationException>(StartAsync);
    }

    [Fact]
    public async Task Attack_40_A_logo_with_a_script_in_it_is_served_so_that_it_does_not_run()
    {
        WriteTheme(new { logo = "logo.svg", productName = "Acme" });
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "default", "logo.svg"),
            "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(2)</script></svg>",
            TestContext.Current.CancellationToken
        );
        await using var host = await StartAsync();

        var login = await host.OpenBrowser().OpenAsync("/account/login");
        var logo = await host.CreateClient().GetAsync("/themes/default/logo", TestContext.Current.CancellationToken);

        Assert.StartsWith("/themes/default/logo?", login.Document.QuerySelector("img.logo")!.GetAttribute("src"));
        var policy = logo.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("sandbox", policy);
        Assert.Equal("nosniff", logo.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("image/svg+xml", logo.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Attack_40_Names_with_markup_in_them_are_shown_as_text()
    {
        WriteTheme(new { productName = Markup });
        await using var host = await StartAsync(NamesWithMarkup());
        var browser = host.OpenBrowser();
        var app = new RelyingParty(host);
        var login = await browser.OpenAsync(app.AuthorizeUrl(("login_hint", Markup), ("ui_locales", Markup)));
        var setUp = await browser.SubmitAsync(login, ("Input.UserName", "carol"), ("Input.Password", People.Password));
        var done = await browser.ConfirmSetUpAsync(host, setUp);

        Page[] pages =
        [
            login,
            await browser.OpenAsync($"/account/login?returnUrl={Uri.EscapeDataString(Markup)}&notice={Markup}"),
            setUp,
            done,
            await browser.OpenAsync("/profile"),
            await browser.OpenAsync("/profile/mfa"),
            await browser.OpenAsync($"/profile/mfa?notice={Uri.EscapeDataString(Markup)}"),
            await browser.OpenAsync("/account/logout"),
            await browser.OpenAsync($"/error?reason={Uri.EscapeDataString(Markup)}"),
            await browser.OpenAsync($"/{Uri.EscapeDataString(Markup)}"),
            await browser.OpenAsync($"/connect/authorize?client_id={Uri.EscapeDataString(Markup)}"),
            await browser.OpenAsync(app.AuthorizeUrl(("redirect_uri", Markup))),
            await browser.SubmitAsync(
                await host.OpenBrowser().OpenAsync("/account/login"),
                ("Input.UserName", Markup),
                ("Input.Password", Markup)
            ),
        ];

        Assert.All(
            pages,
            page =>
            {
                Assert.Null(page.Document.QuerySelector("script, style, svg[onload], [onload], [onerror], iframe"));
                Assert.DoesNotContain("49@(", page.Html);
                Assert.DoesNotContain("unsafe", page.Response.Headers.GetValues("Content-Security-Policy").Single());
            }
        );
        Assert.Contains(Markup, login.Text);
    }

    [Fact]
    public async Task Attack_40_Errors_that_go_to_an_application_reflect_nothing_it_could_mistake_for_markup()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);

        var page = await host.OpenBrowser().OpenAsync(app.AuthorizeUrl(("scope", $"openid {Markup}")));

        Assert.True(page.IsAtRelyingParty);
        Assert.DoesNotContain("<", page.Parameter("error_description") ?? "");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void WriteTheme(object theme)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "default")).FullName;
        File.WriteAllText(Path.Combine(folder, "theme.json"), JsonSerializer.Serialize(theme));
    }

    private Task<IdpHost> StartAsync() => StartAsync(People.Provisioning());

    private Task<IdpHost> StartAsync(object provisioning) =>
        IdpHost.StartAsync(
            new IdpHostSettings { Provisioning = provisioning, Configuration = ["--IdpMfa:Themes:Path", _folder] }
        );

    /// <summary>The usual people, whose tenants and clients have names like no other.</summary>
    private static JsonElement NamesWithMarkup() =>
        JsonSerializer.Deserialize<JsonElement>(
            JsonSerializer
                .Serialize(People.Provisioning())
                .Replace("\"Globex\"", JsonSerializer.Serialize(Markup), StringComparison.Ordinal)
                .Replace("\"The web application\"", JsonSerializer.Serialize(Markup), StringComparison.Ordinal)
        );
}
