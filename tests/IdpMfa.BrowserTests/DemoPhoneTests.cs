using IdpMfa.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace IdpMfa.BrowserTests;

public sealed class DemoPhoneTests(QuickstartFixture quickstart) : BrowserTest(quickstart)
{
    protected override bool HasJavaScript => false;

    [Fact]
    public async Task The_demo_phone_takes_a_pasted_link_and_shows_the_code_of_an_independent_authenticator()
    {
        const string key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        await Page.GotoAsync($"{Quickstart.RelyingParty}/demo-phone");

        await Page.GetByLabel("link").FillAsync($"otpauth://totp/Acme:mallory?secret={key}&issuer=Acme");
        await Page.GetByLabel("link").SubmitFormAsync();

        await Expect(Page.GetByText("Acme:mallory")).ToBeVisibleAsync();
        // The step may end between the two: then the page, which reloads at that moment, shows the next code.
        await Expect(Page.Locator("[data-code]").First).ToHaveTextAsync(await Tools.CodeAsync(key, Ct));
    }
}
