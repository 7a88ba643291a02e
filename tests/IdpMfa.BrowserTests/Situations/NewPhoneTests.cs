using IdpMfa.BrowserTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdpMfa.BrowserTests.Situations;

public sealed class NewPhoneTests(QuickstartFixture quickstart, MailedQuickstart mailed)
    : SituationTest(quickstart, mailed)
{
    [Fact]
    public async Task The_recovery_token_opens_the_way_to_a_new_phone_and_the_old_one_is_worth_nothing()
    {
        var nora = Mailed.Person("nora");
        await SignInWithTokenAsync(Page, nora, nora.RecoveryToken!);

        await OpenAsync(Page, "/profile/mfa");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Set up again", Exact = true }).ClickAsync();
        var newKey = (await Page.Locator("[data-mfa-key]").GetAttributeAsync("data-mfa-key"))!;
        await Page.ConfirmSetUpAsync(Ct);
        await Expect(Page.Locator("[data-recovery-token]")).ToBeVisibleAsync();
        await Page.ContinueAsync();
        await Smtp.WaitForAsync(nora.Email!, "Your authenticator was replaced");
        await Page.GotoAsync(Mailed.RelyingParty);
        await SignOutAfterChangeAsync(Page);

        await GivePasswordAsync(Page, nora);
        await Page.GiveCodeAsync(await Tools.CodeAsync(nora.Key!, Ct));
        await Expect(Page.Refusal).ToContainTextAsync(CodeRefused);
        // The code that confirmed is spent; the next one is good a little early.
        await Page.GiveCodeAsync(await Tools.CodeAsync(newKey, TimeSpan.FromSeconds(30), Ct));
        await Expect(Page.Amr).ToHaveTextAsync("pwd otp mfa");
    }
}
