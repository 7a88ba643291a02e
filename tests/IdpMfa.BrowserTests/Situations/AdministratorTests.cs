using IdpMfa.BrowserTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdpMfa.BrowserTests.Situations;

public sealed class AdministratorTests(QuickstartFixture quickstart, MailedQuickstart mailed)
    : SituationTest(quickstart, mailed)
{
    [Fact]
    public async Task Reset_MFA_tells_the_user_and_leads_to_set_up_at_the_next_sign_in()
    {
        var rob = Mailed.Person("rob");
        var office = await OpenBrowserAsync();
        await AdministrateAsync(office, Mailed.Person("amy"), "/admin/users");
        await office.GetByRole(AriaRole.Link, new() { Name = rob.UserName }).ClickAsync();
        await office.GetByLabel("Reason").FillAsync("The phone fell into the lake.");
        await office.GetByLabel("Yes, reset the MFA of").CheckAsync();
        await office.GetByRole(AriaRole.Button, new() { Name = "Reset MFA" }).ClickAsync();
        await Expect(office.GetByRole(AriaRole.Status)).ToContainTextAsync("The next sign-in leads to set-up");
        await Smtp.WaitForAsync(rob.Email!, "Your MFA was reset");

        await GivePasswordAsync(Page, rob);
        await ProveMailboxAsync(Page, rob);
        await Page.ConfirmSetUpAsync(Ct);
        await Page.ContinueAsync();
        await Expect(Page.Amr).ToHaveTextAsync("pwd otp mfa");
    }

    [Fact]
    public async Task Enforcing_shows_whom_it_would_stop_and_leads_them_to_set_up_at_their_next_sign_in()
    {
        var sam = Mailed.Person("sam");
        await GivePasswordAsync(Page, sam);
        await Expect(Page.Amr).ToHaveTextAsync("pwd");
        await SignOutAsync(Page);

        var office = await OpenBrowserAsync();
        await AdministrateAsync(office, Mailed.Person("ira"), "/admin/policy");
        await office.Locator("[name=Enforcement]").SelectOptionAsync("enforced");
        await office.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(office.Locator("[data-preview='1']")).ToContainTextAsync(sam.UserName);
        await office.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(office.GetByRole(AriaRole.Status)).ToContainTextAsync("The policy is saved");

        await GivePasswordAsync(Page, sam);
        await ProveMailboxAsync(Page, sam);
        await Page.ConfirmSetUpAsync(Ct);
        await Page.ContinueAsync();
        await Expect(Page.Amr).ToHaveTextAsync("pwd otp mfa");
    }
}
