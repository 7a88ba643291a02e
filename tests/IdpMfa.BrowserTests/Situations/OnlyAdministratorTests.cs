using System.Text.RegularExpressions;
using IdpMfa.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace IdpMfa.BrowserTests.Situations;

public sealed class OnlyAdministratorTests(QuickstartFixture quickstart, MailedQuickstart mailed)
    : SituationTest(quickstart, mailed)
{
    [Fact]
    public async Task Recover_admin_beside_the_running_server_prints_a_link_that_leads_to_set_up_after_the_password()
    {
        var oona = Mailed.Person("oona");
        var printed = await Mailed.RunVerbAsync(Ct, "recover-admin", "--tenant", "hooli", "--user", oona.UserName);
        var link = Regex.Match(printed, @"http\S+/account/recover\?token=\S+").Value;
        await Smtp.WaitForAsync(oona.Email!, "An administrator's access is being recovered");

        await Page.GotoAsync(link);
        await Page.GivePasswordAsync(oona);
        await Expect(Page).ToHaveURLAsync(new Regex("/account/mfa/setup"));
        await Page.ConfirmSetUpAsync(Ct);
        await Page.ContinueAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("/admin$"));

        var another = await OpenBrowserAsync();
        await another.GotoAsync(link);
        await another.GivePasswordAsync(oona);
        await Expect(another.Refusal).ToContainTextAsync("This link does not work any more");
    }
}
