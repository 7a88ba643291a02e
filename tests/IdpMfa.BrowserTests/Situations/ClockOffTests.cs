using System.Text.RegularExpressions;
using IdpMfa.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace IdpMfa.BrowserTests.Situations;

public sealed class ClockOffTests(QuickstartFixture quickstart, MailedQuickstart mailed)
    : SituationTest(quickstart, mailed)
{
    private static readonly TimeSpan SevenMinutesSlow = TimeSpan.FromMinutes(-7);

    /// <summary>A step may end between the two clocks' readings.</summary>
    private static readonly Regex Refused = new("the clock of your phone is about [78] minutes slow");

    [Fact]
    public async Task A_phone_that_is_seven_minutes_slow_is_told_so_at_sign_in_and_works_once_its_clock_is_right()
    {
        var clara = Mailed.Person("clara");
        await GivePasswordAsync(Page, clara);

        await Page.GiveCodeAsync(await Tools.CodeAsync(clara.Key!, SevenMinutesSlow, Ct));
        await Expect(Page.Refusal).ToContainTextAsync(Refused);
        await Expect(Page.Refusal).ToContainTextAsync("Google Authenticator: Settings, Time correction for codes");
        await Expect(Page.Refusal).ToContainTextAsync("automatic date and time");

        await Page.GiveCodeAsync(await Tools.CodeAsync(clara.Key!, Ct));
        await Expect(Page.Amr).ToHaveTextAsync("pwd otp mfa");
    }

    [Fact]
    public async Task A_phone_that_is_seven_minutes_slow_is_told_so_at_set_up_and_goes_on_with_the_same_key()
    {
        var theo = Mailed.Person("theo");
        await GivePasswordAsync(Page, theo);
        await ProveMailboxAsync(Page, theo);
        var key = (await Page.Locator("[data-mfa-key]").GetAttributeAsync("data-mfa-key"))!;

        await Page.GiveCodeAsync(await Tools.CodeAsync(key, SevenMinutesSlow, Ct));
        await Expect(Page.Refusal).ToContainTextAsync(Refused);
        await Expect(Page.Refusal).ToContainTextAsync("automatic date and time");

        await Page.GiveCodeAsync(await Tools.CodeAsync(key, Ct));
        await Page.ContinueAsync();
        await Expect(Page.Amr).ToHaveTextAsync("pwd otp mfa");
    }
}
