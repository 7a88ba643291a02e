using IdpMfa.BrowserTests.Support;
using Microsoft.Playwright;

namespace IdpMfa.BrowserTests.Tour;

public sealed class AdminPageTourTests(QuickstartFixture quickstart, PageVisits visits) : PageTour(quickstart, visits)
{
    [Fact]
    public async Task Users_are_found_and_changed()
    {
        await SignInAsync(Quickstart.Person("milton"), "/admin");
        await LookAsync("admin", "What you decide here holds for Initech");
        await Page.GotoAsync(At("/admin/users"));
        await LookAsync("admin-users", "samir");
        await Page.GotoAsync(At("/admin/users?q=zz"));
        await LookAsync("admin-users-none", "Nobody matches");

        await OpenAsync("milton");
        await LookAsync("admin-user-self", "This is your own account");
        await OpenAsync(LongNames.OfUser);
        await LookAsync("admin-user-long-name", LongNames.OfUser);

        await OpenAsync("peter");
        await LookAsync("admin-user", "Not confirmed");
        await PressAsync("Unlock");
        await LookAsync("admin-user-unlocked", "The user is unlocked");
        await PressAsync("Make an enrolment pass");
        await LookAsync("admin-pass", "Give this pass to peter");
        await PressAsync("Back to the user");
        await PressAsync("Disable");
        await LookAsync("admin-user-disabled", "The user is disabled");
        await PressAsync("Enable");
        await LookAsync("admin-user-enabled", "The user can sign in again");
        await PressAsync("Make administrator");
        await LookAsync("admin-user-made-admin", "The user is an administrator now");
        await PressAsync("Take away the administrator's role");
        await LookAsync("admin-user-removed-admin", "The user is no administrator any more");
        await ResetAsync();
        await LookAsync("admin-user-reset", "MFA was reset");
        await Page.GetByLabel("Also make an enrolment pass").CheckAsync();
        await ResetAsync();
        await LookAsync("admin-reset-with-pass", "Enrolment pass");

        await PressAsync("Back to the user");
        await Page.GotoAsync($"{Page.Url}?refused=last-admin");
        await LookAsync("admin-user-refused", "Nothing was changed");

        await Quickstart.AgeSessionsAsync("milton", Ct);
        await OpenAsync("peter");
        await LookAsync("admin-user-later", "Your sign-in is a while ago");
        await Page.GotoAsync(At("/admin/policy"));
        await LookAsync("admin-policy-later", "Your sign-in is a while ago");
        await Page.GotoAsync(At("/profile/mfa"));
        await LookAsync("profile-mfa-later", "sign in again first");
    }

    [Fact]
    public async Task Policy_and_log_are_shown_and_changed()
    {
        await SignInAsync(Quickstart.Person("bill"), "/admin/policy");
        await LookAsync("admin-policy", "Grace period");
        await Page.Locator("[name=Enforcement]").SelectOptionAsync("enforced");
        await PressAsync("Preview");
        await LookAsync("admin-policy-preview", "What this would do");
        await Page.Locator("[name=GracePeriod]").FillAsync("soon");
        await PressAsync("Save");
        await LookAsync("admin-policy-refused", "Nothing was changed");
        await Page.Locator("[name=GracePeriod]").FillAsync("3");
        await Page.Locator("[name=Enforcement]").SelectOptionAsync("optional");
        await PressAsync("Save");
        await LookAsync("admin-policy-saved", "The policy is saved");

        await Page.GotoAsync(At("/admin/audit"));
        await LookAsync("admin-audit", "By: bill");
        await Page.GotoAsync(At("/admin/audit?from=2001-01-01&to=2001-01-02"));
        await LookAsync("admin-audit-none", "Nothing was written down");
        await Page.GotoAsync(At("/admin/audit?subject=nobody-of-this-name"));
        await LookAsync("admin-audit-refused", "Your tenant has no such user");
    }

    private async Task OpenAsync(string userName)
    {
        await Page.GotoAsync(At("/admin/users"));
        await PressAsync(userName);
    }

    private async Task ResetAsync()
    {
        await Page.GetByLabel("Yes, reset the MFA").CheckAsync();
        await PressAsync("Reset MFA");
    }
}
