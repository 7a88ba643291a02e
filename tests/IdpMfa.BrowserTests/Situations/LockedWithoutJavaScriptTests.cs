using IdpMfa.BrowserTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdpMfa.BrowserTests.Situations;

public sealed class LockedWithoutJavaScriptTests(QuickstartFixture quickstart, MailedQuickstart mailed)
    : SituationTest(quickstart, mailed)
{
    protected override bool HasJavaScript => false;

    [Fact]
    public async Task Wrong_passwords_lock_and_a_link_that_is_asked_for_unlocks_without_JavaScript()
    {
        var wim = Mailed.Person("wim");
        await GiveWrongPasswordsAsync(Page, wim);
        await Page.GivePasswordAsync(wim);
        await Expect(Page.Refusal).ToContainTextAsync("look in your mail for an unlock link");
        await Smtp.WaitForAsync(wim.Email!, "Unlock your sign-in");

        await Page.GetByRole(AriaRole.Link, new() { Name = "Locked out, or forgotten your password?" }).ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Ask for an unlock link" }).ClickAsync();
        await Page.UserNameField.FillAsync(wim.Email!);
        await Page.UserNameField.SubmitFormAsync();
        await Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("an unlock link is on its way");

        var mail = await Smtp.WaitForAsync(wim.Email!, "Unlock your sign-in", count: 2);
        await OpenAsync(Page, mail.Link);
        await Page.UserNameField.FillAsync(wim.UserName);
        await Page.UserNameField.SubmitFormAsync();
        await Expect(Page.GetByText("Your sign-in is unlocked")).ToBeVisibleAsync();

        await SignInAsync(Page, wim);
    }
}
