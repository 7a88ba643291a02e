using IdpMfa.BrowserTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdpMfa.BrowserTests.Situations;

public sealed class DisablingTests(QuickstartFixture quickstart, MailedQuickstart mailed)
    : SituationTest(quickstart, mailed)
{
    [Fact]
    public async Task Where_MFA_is_optional_a_user_disables_it_and_is_told_by_mail()
    {
        var dina = Mailed.Person("dina");
        await SignInAsync(Page, dina);

        await OpenAsync(Page, "/profile/mfa");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Disable MFA" }).ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("MFA is disabled");
        await Smtp.WaitForAsync(dina.Email!, "MFA is off");
        await Page.GotoAsync(Mailed.RelyingParty);
        await SignOutAfterChangeAsync(Page);

        await GivePasswordAsync(Page, dina);
        await Expect(Page.Amr).ToHaveTextAsync("pwd");
    }

    [Fact]
    public async Task Where_MFA_is_enforced_the_profile_says_so_and_offers_to_set_up_again()
    {
        await SignInAsync(Page, Mailed.Person("ella"));

        await OpenAsync(Page, "/profile/mfa");

        await Expect(Page.GetByText("asks everybody for MFA, so it can't be disabled")).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Disable MFA" })).ToHaveCountAsync(0);
        await Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Set up again" })).ToBeVisibleAsync();
    }
}
