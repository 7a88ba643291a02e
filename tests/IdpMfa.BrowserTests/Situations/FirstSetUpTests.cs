using System.Text.RegularExpressions;
using IdpMfa.BrowserTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdpMfa.BrowserTests.Situations;

public sealed class FirstSetUpTests(QuickstartFixture quickstart, MailedQuickstart mailed)
    : SituationTest(quickstart, mailed)
{
    [Fact]
    public async Task Who_must_have_MFA_proves_the_mailbox_before_the_key_is_shown()
    {
        var eva = Mailed.Person("eva");

        await GivePasswordAsync(Page, eva);
        await Expect(Page.GetByText("the code of eight digits that we have mailed to")).ToBeVisibleAsync();
        await ProveMailboxAsync(Page, eva);
        await Page.ConfirmSetUpAsync(Ct);
        await Expect(Page.Locator("[data-recovery-token]")).ToBeVisibleAsync();
        await Page.ContinueAsync();

        await Expect(Page.Amr).ToHaveTextAsync("pwd otp mfa");
        await Smtp.WaitForAsync(eva.Email!, "MFA is on");
    }

    [Fact]
    public async Task Who_has_no_mail_address_proves_it_with_a_pass_of_an_administrator()
    {
        var ned = Mailed.Person("ned");
        await GivePasswordAsync(Page, ned);
        await Expect(Page.GetByText("the enrolment pass that your administrator gives you")).ToBeVisibleAsync();

        var office = await OpenBrowserAsync();
        await AdministrateAsync(office, Mailed.Person("gus"), "/admin/users");
        await office.GetByRole(AriaRole.Link, new() { Name = ned.UserName }).ClickAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "Make an enrolment pass" }).ClickAsync();
        var pass = await office.Locator("[data-enrolment-pass]").GetAttributeAsync("data-enrolment-pass");

        await Page.GiveCodeAsync(pass!);
        await Expect(Page).ToHaveURLAsync(new Regex("/account/mfa/setup"));
        await Page.ConfirmSetUpAsync(Ct);
        await Page.ContinueAsync();
        await Expect(Page.Amr).ToHaveTextAsync("pwd otp mfa");
    }
}
