using IdpMfa.BrowserTests.Support;
using Microsoft.Playwright;

namespace IdpMfa.BrowserTests.Tour;

public sealed class ProfilePageTourTests(QuickstartFixture quickstart, PageVisits visits) : PageTour(quickstart, visits)
{
    [Fact]
    public async Task Who_has_no_MFA_proves_the_mailbox_and_sets_it_up()
    {
        await SignInAsync(Quickstart.Person("joanna"), "/profile");
        await LookAsync("profile", "joanna");
        await PressAsync("Multi-factor authentication");
        await LookAsync("profile-mfa-off", "MFA is off");

        await PressAsync("Set up MFA");
        await LookAsync("proof", "j…@initech.test");
        await Page.GiveCodeAsync("12345678");
        await LookAsync("proof-refused", "That did not work");
        await PressAsync("Mail another code");
        await LookAsync("proof-sent-again", "Another code is on its way");
        await GiveMailedCodeAsync("joanna@initech.test", "Your code to set up MFA");
        await LookAsync("setup-voluntary", "scan this code");
        await Page.ConfirmSetUpAsync(Ct);
        await Page.ContinueAsync();

        await LookAsync("profile-mfa", "MFA is on");
        await PressAsync("Make a new recovery token");
        await LookAsync("new-token", "Your recovery token");
        await PressAsync("Back");
        await PressAsync("Set up again");
        await LookAsync("setup-again", "scan this code");
        await Page.GotoAsync(At("/profile/mfa"));
        await PressAsync("Disable MFA");
        await LookAsync("profile-mfa-disabled", "MFA is disabled");
    }

    [Fact]
    public async Task Who_has_no_confirmed_address_is_asked_for_a_pass()
    {
        await SignInAsync(Quickstart.Person("samir"), "/profile/mfa");
        await PressAsync("Set up MFA");
        await LookAsync("proof-pass", "no confirmed mail address");
        await Page.GiveCodeAsync("12345678");
        await LookAsync("proof-pass-refused", "That did not work");
        await Page.GotoAsync(At("/profile/email"));
        await LookAsync("profile-email-none", "None that is confirmed");
        await GiveAsync("email", "samir@initech.test");
        await LookAsync("profile-email-ask-administrator", "Ask your administrator");
    }

    [Fact]
    public async Task Set_up_can_be_put_off_while_a_grace_period_runs()
    {
        await SignInAsync(Quickstart.Person("gavin"), "/profile");
        await LookAsync("setup-later", "Not now");
    }

    [Fact]
    public async Task Where_MFA_is_off_there_is_nothing_to_set_up()
    {
        await SignInAsync(Quickstart.Person("dinesh"), "/profile/mfa");
        await LookAsync("profile-mfa-not-offered", "does not offer it");
    }

    [Fact]
    public async Task Where_MFA_is_enforced_it_can_not_be_disabled()
    {
        ExpectedComplaint =
            $"{At("/profile/mfa/disable")}: Failed to load resource: the server responded with a status of 403 (Forbidden)";
        await SignInAsync(Quickstart.Person("dave"), "/profile/mfa");
        await LookAsync("profile-mfa-enforced", "can't be disabled");

        // The page has no such form; one from before the policy was changed may still be open.
        await Page.EvaluateAsync("document.forms[0].action = '/profile/mfa/disable'");
        await Page.Locator("form button").First.ClickAsync();
        await LookAsync("disable-refused", "MFA was not disabled");
    }

    [Fact]
    public async Task Password_and_address_are_changed()
    {
        var drew = Quickstart.Person("drew");
        await SignInAsync(drew, "/profile/email");
        await LookAsync("profile-email", "drew@initech.test");
        await Page.EvaluateAsync("document.forms[0].noValidate = true");
        await GiveAsync("email", "drew");
        await LookAsync("profile-email-refused", "That is no mail address");
        await GiveAsync("email", "andrew@initech.test");
        await LookAsync("profile-email-code", "code of eight digits");
        await Page.GiveCodeAsync("12345678");
        await LookAsync("profile-email-code-refused", "That code did not work");
        await GiveMailedCodeAsync("drew@initech.test", "Your code to change your mail address");
        await LookAsync("profile-email-sent", "a link is on its way");
        var link = await Mailbox.ReadLinkAsync(
            Quickstart.Mails,
            "andrew@initech.test",
            "Confirm your mail address",
            Ct
        );
        await Page.GotoAsync(link);
        await LookAsync("confirm-email", "andrew@initech.test");
        await PressAsync("Confirm");
        await LookAsync("confirm-email-done", "Your mail address is confirmed");
        await Page.GotoAsync(link);
        await LookAsync("confirm-email-link-used", "This link does not work any more");

        await Page.GotoAsync(At("/profile/password"));
        await LookAsync("profile-password", "Present password");
        await ChangePasswordAsync("something else", "lanterns over nine harbours");
        await LookAsync("profile-password-refused", "did not work");
        await ChangePasswordAsync(drew.Password, "lanterns over nine harbours");
        await LookAsync("profile-password-done", "Your password is changed");
    }

    private async Task GiveMailedCodeAsync(string address, string subject) =>
        await Page.GiveCodeAsync(await Mailbox.ReadCodeAsync(Quickstart.Mails, address, subject, Ct));

    private async Task GiveAsync(string autocomplete, string text)
    {
        var field = Page.Locator($"[autocomplete~='{autocomplete}']");
        await field.FillAsync(text);
        await field.SubmitFormAsync();
    }

    private async Task ChangePasswordAsync(string present, string next)
    {
        await Page.PasswordField.FillAsync(present);
        await GiveAsync("new-password", next);
    }
}
