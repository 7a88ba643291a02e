using IdpMfa.BrowserTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdpMfa.BrowserTests;

public sealed class SignOutTests(QuickstartFixture quickstart) : BrowserTest(quickstart)
{
    [Fact]
    public async Task Signing_out_of_the_application_ends_the_session_at_the_identity_provider_too()
    {
        await Page.StartSignInAsync(Quickstart.RelyingParty);
        await Page.GivePasswordAsync(Quickstart.Person("heidi"));
        await Expect(Page.Amr).ToHaveTextAsync("pwd");

        await Page.SignOutAsync();

        await Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("signed out");
        // With a session left, this would come straight back to the application.
        await Page.StartSignInAsync(Quickstart.RelyingParty);
        await Page.GotoAsync($"{Quickstart.IdentityProvider}/profile/mfa");
        await Expect(Page.PasswordField).ToBeVisibleAsync();
    }
}
