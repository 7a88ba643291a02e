using IdpMfa.BrowserTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdpMfa.BrowserTests;

/// <summary>Visits every page; with IDPMFA_SCREENSHOTS=1 it takes pictures, for people to look at.</summary>
public sealed class PageTourTests(QuickstartFixture quickstart) : BrowserTest(quickstart)
{
    [Fact]
    public async Task Every_page_fits_a_narrow_screen_and_breaks_no_policy()
    {
        var ivan = Quickstart.Person("ivan");

        await Page.GotoAsync(Quickstart.RelyingParty);
        await LookAsync("application");
        await Page.GotoAsync($"{Quickstart.RelyingParty}/demo-phone");
        await LookAsync("demo-phone");

        await Page.StartSignInAsync(Quickstart.RelyingParty);
        await LookAsync("login");
        await Page.GivePasswordAsync(ivan with { Password = "something else" });
        await Expect(Page.Refusal).ToBeVisibleAsync();
        await LookAsync("login-refused");

        await Page.GivePasswordAsync(ivan);
        await Expect(Page.CodeField).ToBeVisibleAsync();
        await LookAsync("setup");
        await Page.GiveCodeAsync("12345");
        await Expect(Page.Refusal).ToBeVisibleAsync();
        await LookAsync("setup-refused");
        await Page.ConfirmSetUpAsync(Ct);
        await Page.ReadRecoveryTokenAsync();
        await LookAsync("setup-done");
        await Page.ContinueAsync();
        await Expect(Page.Amr).ToHaveTextAsync("pwd otp mfa");
        await LookAsync("application-signed-in");

        await Page.GotoAsync(Quickstart.IdentityProvider);
        await LookAsync("start");
        await Page.GotoAsync($"{Quickstart.IdentityProvider}/profile");
        await LookAsync("profile");
        await Page.GotoAsync($"{Quickstart.IdentityProvider}/profile/mfa");
        await LookAsync("profile-mfa");
        await Page.Locator("form[action*='/profile/mfa/recovery-token'] button").First.ClickAsync();
        var recoveryToken = await Page.ReadRecoveryTokenAsync();
        await LookAsync("profile-recovery-token");

        await Page.GotoAsync($"{Quickstart.IdentityProvider}/account/logout");
        await LookAsync("logout");
        await Page.SignOutAsync();
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToHaveCountAsync(0);
        await LookAsync("logged-out");

        await Page.GotoAsync($"{Quickstart.RelyingParty}/signin");
        await Page.GivePasswordAsync(ivan);
        await Expect(Page.CodeField).ToBeVisibleAsync();
        await LookAsync("mfa");
        await Page.GiveCodeAsync("12345");
        await Expect(Page.Refusal).ToBeVisibleAsync();
        await LookAsync("mfa-refused");
        await Page.GiveCodeAsync(recoveryToken);
        await Expect(Page.Amr).ToHaveTextAsync("pwd mfa recovery");

        await Page.GotoAsync($"{Quickstart.IdentityProvider}/account/logout");
        await LookAsync("logout-warning");
    }

    [Fact]
    public async Task An_unknown_application_gets_a_page_that_fits_a_narrow_screen_and_no_redirect()
    {
        var address = $"{Quickstart.IdentityProvider}/connect/authorize?client_id=unknown";
        ExpectedComplaint =
            $"{address}: Failed to load resource: the server responded with a status of 400 (Bad Request)";

        var response = await Page.GotoAsync(address);

        Assert.Equal(400, response!.Status);
        await Expect(Page.GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
        await LookAsync("error");
    }

    private async Task LookAsync(string name)
    {
        await Page.SetViewportSizeAsync(320, 640);
        var overflow = await Page.EvaluateAsync<int>(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        );
        Assert.True(overflow <= 0, $"At 320 pixels {name} scrolls sideways by {overflow}.");

        if (Environment.GetEnvironmentVariable("IDPMFA_SCREENSHOTS") == "1")
        {
            await TakePicturesAsync(name);
        }
    }

    private async Task TakePicturesAsync(string name)
    {
        foreach (var width in new[] { 1280, 390 })
        {
            await Page.SetViewportSizeAsync(width, 800);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                var file = $"{name}-{width}-{scheme}.png";
                var path = Path.Combine(AppContext.BaseDirectory, "screenshots", file);
                await Page.ScreenshotAsync(new() { Path = path, FullPage = true });
            }
        }
    }
}
