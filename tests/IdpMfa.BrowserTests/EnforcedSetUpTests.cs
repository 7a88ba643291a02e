using IdpMfa.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace IdpMfa.BrowserTests;

public sealed class EnforcedSetUpTests(QuickstartFixture quickstart) : BrowserTest(quickstart)
{
    [Fact]
    public async Task Who_must_have_MFA_is_led_through_set_up_and_gets_in_once_with_the_recovery_token()
    {
        var carol = Quickstart.Person("carol");

        // Set-up, with the key taken from the picture as a phone would.
        await Page.StartSignInAsync(Quickstart.RelyingParty);
        await Page.GivePasswordAsync(carol);
        await Page.ConfirmSetUpAsync(Ct);
        var recoveryToken = await Page.ReadRecoveryTokenAsync();
        await Page.ContinueAsync();
        await Expect(Page.Amr).ToHaveTextAsync("pwd otp mfa");
        await Page.SignOutAsync();

        // The phone is lost: the token goes into the same field.
        await Page.StartSignInAsync(Quickstart.RelyingParty);
        await Page.GivePasswordAsync(carol);
        await Page.GiveCodeAsync(recoveryToken);
        await Expect(Page.Amr).ToHaveTextAsync("pwd mfa recovery");
        await Expect(Page.Acr).ToHaveTextAsync("urn:idpmfa:acr:mfa");

        // Whoever signs out now can't come back: the page says so and offers remedies.
        await Page.SignOutAsync();
        await Expect(Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/account/logout"));
        await Expect(Page.Locator("a[href*='/account/mfa/setup'], a[href*='/profile/mfa']").First).ToBeVisibleAsync();
        await Page.SignOutAsync();

        await Page.StartSignInAsync(Quickstart.RelyingParty);
        await Page.GivePasswordAsync(carol);
        await Page.GiveCodeAsync(recoveryToken);
        await Expect(Page.Refusal).ToBeVisibleAsync();
        await Expect(Page.CodeField).ToBeEmptyAsync();
    }
}
