using System.Text.RegularExpressions;
using IdpMfa.BrowserTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdpMfa.BrowserTests.Situations;

public sealed class LockedTests(QuickstartFixture quickstart, MailedQuickstart mailed)
    : SituationTest(quickstart, mailed)
{
    [Fact]
    public async Task Wrong_codes_lock_and_the_mailed_link_unlocks_with_password_and_code_as_before()
    {
        var lou = Mailed.Person("lou");
        await GivePasswordAsync(Page, lou);
        for (var failures = 0; failures < FailuresThatLock; failures++)
        {
            await Page.GiveCodeAsync("12345");
            await Expect(Page.CodeField).ToBeEmptyAsync();
        }

        // The attempt that locks reads as any other, and so does the right code after it, which is not looked at.
        await Page.GiveCodeAsync(await Tools.CodeAsync(lou.Key!, Ct));
        await Expect(Page.CodeField).ToBeEmptyAsync();
        await Expect(Page.Refusal).ToContainTextAsync(CodeRefused);
        await Page.GetByRole(AriaRole.Link, new() { Name = "Ask for an unlock link" }).ClickAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("/account/unlock$"));
        await GivePasswordAsync(Page, lou);
        await Expect(Page.Refusal).ToContainTextAsync("look in your mail for an unlock link");

        var mail = await Smtp.WaitForAsync(lou.Email!, "Unlock your sign-in");
        await OpenAsync(Page, mail.Link);
        await Page.UserNameField.FillAsync(lou.UserName);
        await Page.UserNameField.SubmitFormAsync();
        await Expect(Page.GetByText("with your password and your MFA as before")).ToBeVisibleAsync();

        await GivePasswordAsync(Page, lou);
        await Expect(Page.CodeField).ToBeVisibleAsync();
        await Page.GiveCodeAsync(await Tools.CodeAsync(lou.Key!, Ct));
        await Expect(Page.Amr).ToHaveTextAsync("pwd otp mfa");
    }
}
