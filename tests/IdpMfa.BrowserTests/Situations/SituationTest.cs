using System.Text.RegularExpressions;
using IdpMfa.BrowserTests.Support;
using IdpMfa.IntegrationTests.Mail;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdpMfa.BrowserTests.Situations;

/// <summary>Somebody can't sign in, and finds the way out: pages in a browser, mails from a mail server.</summary>
[Collection(nameof(SharedServers))]
public abstract class SituationTest(QuickstartFixture quickstart, MailedQuickstart mailed) : BrowserTest(quickstart)
{
    /// <summary>What each sign-in, code or token that doesn't work is answered with.</summary>
    protected const string CodeRefused = "That code did not work. Each code works once";

    protected const int FailuresThatLock = 10;

    protected MailedQuickstart Mailed { get; } = mailed;

    internal SmtpServer Smtp => Mailed.Smtp;

    public override async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Mailed.Missing is not null, Mailed.Missing ?? "");
        await base.InitializeAsync();
    }

    protected Task OpenAsync(IPage page, string path) => page.GotoAsync($"{Mailed.IdentityProvider}{path}");

    /// <summary>From the application to the page after the password.</summary>
    protected async Task GivePasswordAsync(IPage page, Person person)
    {
        await page.StartSignInAsync(Mailed.RelyingParty);
        await page.GivePasswordAsync(person);
    }

    protected async Task SignInAsync(IPage page, Person person)
    {
        await GivePasswordAsync(page, person);
        await page.GiveCodeAsync(await Tools.CodeAsync(person.Key!, Ct));
        await Expect(page.Amr).ToHaveTextAsync("pwd otp mfa");
    }

    protected async Task SignInWithTokenAsync(IPage page, Person person, string token)
    {
        await GivePasswordAsync(page, person);
        await page.GiveCodeAsync(token);
        await Expect(page.Amr).ToHaveTextAsync("pwd mfa recovery");
    }

    /// <summary>As many wrong passwords as lock.</summary>
    protected async Task GiveWrongPasswordsAsync(IPage page, Person person)
    {
        await page.StartSignInAsync(Mailed.RelyingParty);
        for (var failures = 0; failures < FailuresThatLock; failures++)
        {
            await page.GivePasswordAsync(person with { Password = "something else" });
            await Expect(page.PasswordField).ToBeEmptyAsync();
        }
    }

    /// <summary>Signs an administrator in, on the way to a page of theirs.</summary>
    protected async Task AdministrateAsync(IPage page, Person admin, string path)
    {
        await OpenAsync(page, path);
        await page.GivePasswordAsync(admin);
        await page.GiveCodeAsync(await Tools.CodeAsync(admin.Key!, Ct));
        await Expect(page).ToHaveURLAsync(new Regex($"{path}$"));
    }

    /// <summary>Types the code that came by mail, before which no key is shown.</summary>
    protected async Task ProveMailboxAsync(IPage page, Person person)
    {
        await Expect(page).ToHaveURLAsync(new Regex("/account/mfa/proof"));
        await Expect(page.Locator("[data-mfa-key]")).ToHaveCountAsync(0);
        var mail = await Smtp.WaitForAsync(person.Email!, "Your code to set up MFA");
        await page.GiveCodeAsync(mail.Code);
        await Expect(page).ToHaveURLAsync(new Regex("/account/mfa/setup"));
    }

    protected static async Task SignOutAsync(IPage page)
    {
        await page.SignOutAsync();
        await Expect(page.GetByText("You are signed out")).ToBeVisibleAsync();
    }

    /// <summary>Whoever changed a factor has another session, which the application doesn't know: the form asks first.</summary>
    protected static async Task SignOutAfterChangeAsync(IPage page)
    {
        await page.SignOutAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/account/logout"));
        await SignOutAsync(page);
    }
}
