using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Flows;

public sealed class ReturnUrlTests
{
    public static TheoryData<string> Elsewhere =>
        [
            "https://evil.test/",
            "//evil.test",
            "/\\evil.test",
            "\\\\evil.test",
            "\\/evil.test",
            "///evil.test",
            "https:evil.test",
            "http:///evil.test",
            "/\t/evil.test",
            "/\n/evil.test",
            "\t//evil.test",
            " //evil.test",
            "@evil.test",
            "evil.test",
            "javascript:alert(1)",
            "data:text/html,hi",
            "/profile\r\nLocation: https://evil.test",
            "/%0d%0aLocation:https://evil.test",
            "//evil。test",
            "/%2F/evil.test",
            "/.//evil.test",
            "/profile/..//evil.test",
        ];

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task No_spelling_of_an_address_elsewhere_leads_off_this_server(string returnUrl)
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var login = await browser.OpenAsync($"/account/login?returnUrl={Uri.EscapeDataString(returnUrl)}");

        var answer = await browser.PostAsync(login, ("Input.UserName", "bob"), ("Input.Password", People.Password));

        var target = new Uri(new Uri("http://127.0.0.1:5000/account/login"), answer.Headers.Location!.OriginalString);
        Assert.Equal("http://127.0.0.1:5000", target.GetLeftPart(UriPartial.Authority));
        Assert.DoesNotContain('\\', answer.Headers.Location.OriginalString);
        Assert.DoesNotMatch("^//|[\r\n\t]", answer.Headers.Location.OriginalString);
    }

    [Fact]
    public async Task A_page_of_this_server_is_returned_to_through_both_steps()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();

        var page = await browser.SignInAsync("/profile/mfa", "alice", host.CodeOf(People.AliceKey));

        Assert.Equal("/profile/mfa", page.Path);
    }

    [Fact]
    public async Task Without_an_address_a_sign_in_ends_at_the_start_page()
    {
        await using var host = await IdpHost.StartAsync();

        var page = await host.OpenBrowser().GivePasswordAsync("/account/login", "bob");

        Assert.Equal("/profile", page.Path);
    }
}
