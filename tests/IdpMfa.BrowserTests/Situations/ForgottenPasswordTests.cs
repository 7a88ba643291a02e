using IdpMfa.BrowserTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdpMfa.BrowserTests.Situations;

public sealed class ForgottenPasswordTests(QuickstartFixture quickstart, MailedQuickstart mailed)
    : SituationTest(quickstart, mailed)
{
    [Fact]
    public async Task A_forgotten_password_is_chosen_anew_while_locked_and_the_code_is_still_asked_for()
    {
        var pat = Mailed.Person("pat");
        await GiveWrongPasswordsAsync(Page, pat);

        await Page.GetByRole(AriaRole.Link, new() { Name = "Locked out, or forgotten your password?" }).ClickAsync();
        await Page.UserNameField.FillAsync(pat.UserName);
        await Page.UserNameField.SubmitFormAsync();
        await Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("is on its way");

        var mail = await Smtp.WaitForAsync(pat.Email!, "Choose a new password");
        await OpenAsync(Page, mail.Link);
        var newPassword = Page.Locator("[autocomplete~='new-password']");
        await newPassword.FillAsync("purple lantern over the harbour");
        await newPassword.SubmitFormAsync();
        await Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("your sign-in is unlocked");

        await SignInAsync(Page, pat with { Password = "purple lantern over the harbour" });
        await Smtp.WaitForAsync(pat.Email!, "Your password was changed");
    }
}
