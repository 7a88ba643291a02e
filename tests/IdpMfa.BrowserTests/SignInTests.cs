using IdpMfa.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace IdpMfa.BrowserTests;

public sealed class SignInTests(QuickstartFixture quickstart) : BrowserTest(quickstart)
{
    [Fact]
    public async Task A_password_and_an_authenticator_code_prove_MFA_to_the_application()
    {
        var alice = Quickstart.Person("alice");

        await Page.StartSignInAsync(Quickstart.RelyingParty);
        await Page.GivePasswordAsync(alice);
        await Page.GiveCodeAsync(await Tools.CodeAsync(alice.Key!, Ct));

        await Expect(Page.Locator("[data-claim='preferred_username']")).ToHaveTextAsync("alice");
        await Expect(Page.Amr).ToHaveTextAsync("pwd otp mfa");
        await Expect(Page.Acr).ToHaveTextAsync("urn:idpmfa:acr:mfa");
    }

    [Fact]
    public async Task A_password_is_all_that_a_user_without_MFA_gives_until_they_set_it_up_in_the_profile()
    {
        var bob = Quickstart.Person("bob");

        await Page.StartSignInAsync(Quickstart.RelyingParty);
        await Page.GivePasswordAsync(bob);
        await Expect(Page.Amr).ToHaveTextAsync("pwd");
        await Expect(Page.Acr).ToHaveTextAsync("urn:idpmfa:acr:pwd");

        await Page.GotoAsync($"{Quickstart.IdentityProvider}/profile/mfa");
        await Page.Locator("a[href*='/account/mfa/setup']").First.ClickAsync();
        await Page.ConfirmSetUpAsync(Ct);
        await Expect(Page.Locator("[data-recovery-token]")).ToBeVisibleAsync();
        await Page.ContinueAsync();

        await Page.GotoAsync(Quickstart.RelyingParty);
        await Page.SignOutAsync();
        await Page.StartSignInAsync(Quickstart.RelyingParty);
        await Page.GivePasswordAsync(bob);
        await Expect(Page.CodeField).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Refreshing_tokens_leaves_how_the_user_signed_in_as_it_was()
    {
        var erin = Quickstart.Person("erin");
        await Page.StartSignInAsync(Quickstart.RelyingParty);
        await Page.GivePasswordAsync(erin);
        await Page.GiveCodeAsync(await Tools.CodeAsync(erin.Key!, Ct));

        await Page.GetByText("Refresh tokens").ClickAsync();

        await Expect(Page.GetByRole(Microsoft.Playwright.AriaRole.Status)).ToContainTextAsync("tokens are new");
        await Expect(Page.Amr).ToHaveTextAsync("pwd otp mfa");
    }

    [Fact]
    public async Task Fields_carry_the_tokens_that_password_managers_and_phones_look_for()
    {
        var frank = Quickstart.Person("frank");

        await Page.StartSignInAsync(Quickstart.RelyingParty);
        await Expect(Page.UserNameField).ToHaveCountAsync(1);
        await Expect(Page.PasswordField).ToHaveAttributeAsync("type", "password");
        await Page.GivePasswordAsync(frank);

        await Expect(Page.CodeField).ToHaveCountAsync(1);
        await Expect(Page.CodeField).ToHaveAttributeAsync("inputmode", "text");
        await Expect(Page.CodeField).ToBeEditableAsync();
    }
}
