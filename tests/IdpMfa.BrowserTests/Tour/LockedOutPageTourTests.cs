using IdpMfa.BrowserTests.Support;

namespace IdpMfa.BrowserTests.Tour;

/// <summary>What somebody sees who can't get in, with their mail at hand.</summary>
public sealed class LockedOutPageTourTests(QuickstartFixture quickstart, PageVisits visits)
    : PageTour(quickstart, visits)
{
    private const int MaxFailedAttempts = 10;

    [Fact]
    public async Task Who_is_locked_at_the_code_unlocks_by_mail()
    {
        var tom = Quickstart.Person("tom");
        await Page.GotoAsync(At("/account/login"));
        await Page.GivePasswordAsync(tom);
        for (var attempt = 0; attempt <= MaxFailedAttempts; attempt++)
        {
            await Page.GiveCodeAsync("12345");
        }

        await LookAsync("mfa-locked", "That code did not work");
        await Page.GotoAsync(At("/account/unlock"));
        await LookAsync("unlock-ask", "We mail you a link");
        await GiveNameAsync(" ");
        await LookAsync("unlock-name-missing", "Enter your user name");
        await GiveNameAsync("tom");
        await LookAsync("unlock-asked", "Look in your mail");

        var link = await Mailbox.ReadLinkAsync(Quickstart.Mails, "tom@initech.test", "Unlock your sign-in", Ct);
        await Page.GotoAsync(link);
        await LookAsync("unlock", "Your password and your MFA stay");
        await GiveNameAsync("tim");
        await LookAsync("unlock-wrong-name", "That is not the name");
        await GiveNameAsync("tom");
        await LookAsync("unlock-done", "You can sign in again");
        await Page.GotoAsync(link);
        await LookAsync("unlock-link-used", "This link does not work any more");
    }

    [Fact]
    public async Task Who_forgot_the_password_chooses_a_new_one()
    {
        await Page.GotoAsync(At("/account/forgot-password"));
        await LookAsync("forgot", "We mail you a link");
        await GiveNameAsync(" ");
        await LookAsync("forgot-name-missing", "Enter your user name");
        await GiveNameAsync("nina");
        await LookAsync("forgot-asked", "Look in your mail");

        var link = await Mailbox.ReadLinkAsync(Quickstart.Mails, "nina@initech.test", "Choose a new password", Ct);
        await Page.GotoAsync(link);
        await LookAsync("reset", "At least");
        await GiveNewPasswordAsync("short");
        await LookAsync("reset-refused", "too short");
        await GiveNewPasswordAsync("lanterns over nine harbours");
        await LookAsync("reset-done", "Sign in with the new password");
        await Page.GotoAsync(link);
        await LookAsync("reset-link-used", "This link does not work any more");
    }

    [Fact]
    public async Task The_only_administrator_recovers_by_the_link_of_whoever_runs_the_server()
    {
        var alicia = Quickstart.Person("alicia");
        string[] verb = ["recover-admin", "--tenant", "umbrella", "--user", "alicia", "--environment", "Development"];
        string[] settings =
        [
            $"--IdpMfa:Issuer={Quickstart.IdentityProvider}",
            $"--ConnectionStrings:IdpMfa={Quickstart.ConnectionString}",
        ];
        var said = await Tools.RunServerAsync([.. verb, .. settings], Ct);
        var link = said.Split().Single(word => word.Contains("/account/recover?token="));

        await Page.GotoAsync(link);
        await LookAsync("recover", "Sign in with your password");
        await Page.GivePasswordAsync(alicia with { Password = "something else" });
        await LookAsync("recover-refused", "That did not work");
        await Page.GivePasswordAsync(alicia);
        await LookAsync("recover-setup", "scan this code");
        await Page.GotoAsync(link);
        await Page.GivePasswordAsync(alicia);
        await LookAsync("recover-link-used", "Ask whoever runs this server");
    }

    private async Task GiveNameAsync(string name)
    {
        await Page.UserNameField.FillAsync(name);
        await Page.UserNameField.SubmitFormAsync();
    }

    private async Task GiveNewPasswordAsync(string password)
    {
        var field = Page.Locator("[autocomplete~='new-password']");
        await field.FillAsync(password);
        await field.SubmitFormAsync();
    }
}
