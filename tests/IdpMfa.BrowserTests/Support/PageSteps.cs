using System.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdpMfa.BrowserTests.Support;

/// <summary>
/// What people do on the pages. Elements are found by what the pages promise (autocomplete tokens, roles, data
/// attributes), never by looks.
/// </summary>
internal static class PageSteps
{
    extension(IPage page)
    {
        public ILocator UserNameField => page.Locator("[autocomplete~='username']");

        public ILocator PasswordField => page.Locator("[autocomplete~='current-password']");

        public ILocator CodeField => page.Locator("[autocomplete~='one-time-code']");

        public ILocator Refusal => page.GetByRole(AriaRole.Alert).Filter(new() { HasText = " " });

        public ILocator Amr => page.Locator("[data-claim='amr']");

        public ILocator Acr => page.Locator("[data-claim='acr']");

        public async Task StartSignInAsync(string relyingParty)
        {
            await page.GotoAsync(relyingParty);
            await page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
            await Expect(page.PasswordField).ToBeVisibleAsync();
        }

        public async Task GivePasswordAsync(Person person)
        {
            await page.UserNameField.FillAsync(person.UserName);
            await page.PasswordField.FillAsync(person.Password);
            await page.PasswordField.SubmitFormAsync();
        }

        public async Task GiveCodeAsync(string code)
        {
            await page.CodeField.FillAsync(code);
            await page.CodeField.SubmitFormAsync();
        }

        /// <summary>Scans the QR code off the screen and gives the first code.</summary>
        public async Task ConfirmSetUpAsync(CancellationToken ct)
        {
            await Expect(page.CodeField).ToBeVisibleAsync();
            var picture = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7()}.png");
            await page.ScreenshotAsync(new() { Path = picture, FullPage = true });
            var link = await Tools.ReadQrCodeAsync(picture, ct);
            File.Delete(picture);

            // The picture, the link and the key to type are the same key.
            await Expect(page.Locator("a[href^='otpauth://totp/']")).ToHaveAttributeAsync("href", link);
            var key = HttpUtility.ParseQueryString(new Uri(link).Query)["secret"]!;
            await Expect(page.Locator("[data-mfa-key]")).ToHaveAttributeAsync("data-mfa-key", key);

            await page.GiveCodeAsync(await Tools.CodeAsync(key, ct));
        }

        public async Task<string> ReadRecoveryTokenAsync() =>
            (await page.Locator("[data-recovery-token]").GetAttributeAsync("data-recovery-token"))!;

        public Task ContinueAsync() =>
            page.Locator("a[data-continue], form[data-continue] button, button[data-continue]").First.ClickAsync();

        public Task SignOutAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
    }

    extension(ILocator field)
    {
        /// <summary>The first submit button of a form is its main action.</summary>
        public Task SubmitFormAsync() =>
            field
                .Locator("xpath=ancestor::form")
                .Locator("button[type=submit], button:not([type]), input[type=submit]")
                .First.ClickAsync();
    }
}
