using IdpMfa.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace IdpMfa.BrowserTests.Tour;

public sealed class SignInPageTourTests(QuickstartFixture quickstart, PageVisits visits) : PageTour(quickstart, visits)
{
    [Fact]
    public async Task From_the_application_through_set_up_and_recovery_to_the_sign_out()
    {
        var ivan = Quickstart.Person("ivan");

        await Page.GotoAsync(Quickstart.RelyingParty);
        await LookAtSampleAsync("application", "Sign in");
        await Page.GotoAsync($"{Quickstart.RelyingParty}/demo-phone");
        await LookAtSampleAsync("demo-phone", "Demo phone");

        await Page.StartSignInAsync(Quickstart.RelyingParty);
        await LookAsync("login", "to continue to Quickstart");
        await Page.GivePasswordAsync(ivan with { Password = "something else" });
        await LookAsync("login-refused", "That did not work");

        await Page.GivePasswordAsync(ivan);
        await LookAsync("setup", "scan this code");
        await Page.GiveCodeAsync("12345");
        await LookAsync("setup-refused", "That code did not work");
        await Page.Locator("summary").ClickAsync();
        await LookAsync("setup-by-hand", "enter a key by hand");
        var key = (await Page.Locator("[data-mfa-key]").GetAttributeAsync("data-mfa-key"))!;
        await Page.GiveCodeAsync(await Tools.CodeAsync(key, TimeSpan.FromMinutes(-5), Ct));
        await LookAsync("setup-clock-off", "slow");
        await Page.GiveCodeAsync(await Tools.CodeAsync(key, Ct));
        await LookAsync("setup-done", "Your recovery token");
        var recoveryToken = await Page.ReadRecoveryTokenAsync();
        await Page.ContinueAsync();
        await Expect(Page.Amr).ToHaveTextAsync("pwd otp mfa");
        await LookAtSampleAsync("application-signed-in", "ivan");

        await Page.GotoAsync(At("/account/logout"));
        await LookAsync("logout", "You are signed in as ivan");
        await PressAsync("Sign out");
        await LookAsync("logged-out", "You are signed out");

        await Page.GotoAsync($"{Quickstart.RelyingParty}/signin");
        await Page.GivePasswordAsync(ivan);
        await LookAsync("mfa", "Enter your MFA code");
        await Page.GiveCodeAsync("12345");
        await LookAsync("mfa-refused", "That code did not work");
        await Page.GiveCodeAsync(await Tools.CodeAsync(key, TimeSpan.FromMinutes(7), Ct));
        await LookAsync("mfa-clock-off", "fast");
        await Page.GiveCodeAsync(recoveryToken);
        await Expect(Page.Amr).ToHaveTextAsync("pwd mfa recovery");

        await Page.GotoAsync(At("/profile"));
        await LookAsync("profile-after-recovery", "it is used up");
        await Page.GotoAsync(At("/profile/mfa"));
        await LookAsync("profile-mfa-after-recovery", "it is used up");
        await Page.GotoAsync(At("/account/logout"));
        await LookAsync("logout-warning", "If you sign out now");

        await Quickstart.AgeSessionsAsync("ivan", Ct);
        await Page.GotoAsync(At("/profile/mfa"));
        await LookAsync("profile-mfa-password", "Password");
        await Page.PasswordField.FillAsync("something else");
        await Page.PasswordField.SubmitFormAsync();
        await LookAsync("new-token-refused", "That password did not work");
        await Page.GotoAsync(At("/account/mfa/setup"));
        await LookAsync("setup-password", "Confirm your password");
    }

    [Fact]
    public async Task A_sign_in_that_is_over_starts_again()
    {
        await Page.GotoAsync(At("/account/mfa"));

        await LookAsync("login-over", "Please sign in again");
    }

    [Fact]
    public async Task A_long_name_is_shown_whole()
    {
        await SignInAsync(Quickstart.Person(LongNames.OfNewUser), "/profile");
        await LookAsync("setup-long-name", LongNames.Tenant);
        await Page.ConfirmSetUpAsync(Ct);
        await Page.ContinueAsync();
        await LookAsync("profile-long-name", LongNames.OfNewUser);
        await Page.GotoAsync(At("/account/logout"));
        await LookAsync("logout-long-name", LongNames.OfNewUser);
    }
}
