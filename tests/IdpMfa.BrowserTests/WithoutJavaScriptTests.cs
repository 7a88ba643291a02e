using IdpMfa.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace IdpMfa.BrowserTests;

public sealed class WithoutJavaScriptTests(QuickstartFixture quickstart) : BrowserTest(quickstart)
{
    protected override bool HasJavaScript => false;

    [Fact]
    public async Task The_whole_sign_in_works_without_JavaScript()
    {
        var dave = Quickstart.Person("dave");

        await Page.StartSignInAsync(Quickstart.RelyingParty);
        await Page.GivePasswordAsync(dave);
        await Page.GiveCodeAsync(await Tools.CodeAsync(dave.Key!, Ct));
        await Expect(Page.Amr).ToHaveTextAsync("pwd otp mfa");

        await Page.SignOutAsync();
        await Expect(Page.Amr).ToHaveCountAsync(0);
    }
}
