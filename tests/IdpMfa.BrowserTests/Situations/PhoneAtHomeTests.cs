using IdpMfa.BrowserTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdpMfa.BrowserTests.Situations;

public sealed class PhoneAtHomeTests(QuickstartFixture quickstart, MailedQuickstart mailed)
    : SituationTest(quickstart, mailed)
{
    private static readonly LocatorGetByRoleOptions NewToken = new() { Name = "Make a new recovery token" };

    [Fact]
    public async Task The_recovery_token_gets_in_and_the_way_out_warns_until_there_is_a_new_one()
    {
        var hanna = Mailed.Person("hanna");
        await SignInWithTokenAsync(Page, hanna, hanna.RecoveryToken!);
        await Smtp.WaitForAsync(hanna.Email!, "Your recovery token was used");

        await OpenAsync(Page, "/profile");
        await Expect(Page.GetByText("it is used up")).ToBeVisibleAsync();
        await Page.GotoAsync(Mailed.RelyingParty);
        await Page.SignOutAsync();
        var warning = Page.GetByRole(AriaRole.Alert);
        await Expect(warning).ToContainTextAsync("you will not be able to sign in again");

        await warning.GetByRole(AriaRole.Link, NewToken).ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = NewToken.Name }).ClickAsync();
        var newToken = await Page.ReadRecoveryTokenAsync();
        await Smtp.WaitForAsync(hanna.Email!, "You have a new recovery token");
        await OpenAsync(Page, "/account/logout");
        await Expect(Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await SignOutAsync(Page);

        await GivePasswordAsync(Page, hanna);
        await Page.GiveCodeAsync(hanna.RecoveryToken!);
        await Expect(Page.Refusal).ToContainTextAsync(CodeRefused);
        await Page.GiveCodeAsync(newToken);
        await Expect(Page.Amr).ToHaveTextAsync("pwd mfa recovery");
    }

    [Fact]
    public async Task Who_signs_out_without_a_new_token_gets_in_with_the_phone_and_with_nothing_else()
    {
        var otis = Mailed.Person("otis");
        await SignInWithTokenAsync(Page, otis, otis.RecoveryToken!);
        await Page.SignOutAsync();
        await Expect(Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await SignOutAsync(Page);

        await GivePasswordAsync(Page, otis);
        await Page.GiveCodeAsync(otis.RecoveryToken!);
        await Expect(Page.Refusal).ToContainTextAsync(CodeRefused);

        await Page.GiveCodeAsync(await Tools.CodeAsync(otis.Key!, Ct));
        await Expect(Page.Amr).ToHaveTextAsync("pwd otp mfa");
    }
}
