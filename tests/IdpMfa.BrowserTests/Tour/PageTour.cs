using IdpMfa.BrowserTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdpMfa.BrowserTests.Tour;

/// <summary>
/// A walk over pages in all their states, each of which must have a next step for its reader. With
/// IDPMFA_SCREENSHOTS=1 it takes pictures, for people to look at.
/// </summary>
[Collection(AllPageTours.Name)]
public abstract class PageTour(QuickstartFixture quickstart, PageVisits visits) : BrowserTest(quickstart)
{
    /// <summary>What the theme shows as a filled button. Links, outlined and dangerous buttons are not the main one.</summary>
    private const string MainButton =
        "main button:not(.link, .secondary, .danger):visible, main a.button:not(.secondary):visible";

    /// <summary>States that lead nowhere by a button, and why.</summary>
    private static readonly Dictionary<string, string> WithoutMainButton = new()
    {
        ["forgot-asked"] = "the way on is in the mail",
        ["unlock-asked"] = "the way on is in the mail",
        ["profile-email-sent"] = "the way on is in the mail",
        ["logged-out"] = "this is the end; who wants more takes the link",
        ["error-request"] = "the way on is in the application, which a broken request can't be trusted to name",
        ["error-over"] = "the way on is in the application",
        ["recover-link-used"] = "whoever runs the server makes a new link",
        ["admin-user-self"] = "administrators change themselves in their profile",
        ["profile-mfa-not-offered"] = "there is nothing to do",
    };

    public override ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Passed)
        {
            visits.EndTour();
        }

        return base.DisposeAsync();
    }

    protected string At(string path) => $"{Quickstart.IdentityProvider}{path}";

    /// <summary>Signs in at the identity provider itself, with a code where the person has a phone.</summary>
    protected async Task SignInAsync(Person person, string path)
    {
        await Page.GotoAsync(At($"/account/login?returnUrl={Uri.EscapeDataString(path)}"));
        await Page.GivePasswordAsync(person);
        if (person.Key is not null)
        {
            await Page.GiveCodeAsync(await Tools.CodeAsync(person.Key, Ct));
        }
    }

    /// <summary>Presses the button or follows the link of this name in the page itself.</summary>
    protected Task PressAsync(string name) =>
        Page.Locator("main")
            .GetByRole(AriaRole.Button, new() { Name = name, Exact = true })
            .Or(Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = name, Exact = true }))
            .First.ClickAsync();

    /// <summary>Looks at a page of the product in one of its states.</summary>
    /// <param name="name">Of the pictures.</param>
    /// <param name="words">By which the state is known.</param>
    protected async Task LookAsync(string name, string words)
    {
        await LookAtSampleAsync(name, words);
        visits.Add(new Uri(Page.Url).AbsolutePath);

        var expected = WithoutMainButton.ContainsKey(name) ? 0 : 1;
        var buttons = await Page.Locator(MainButton).AllInnerTextsAsync();
        Assert.True(
            buttons.Count == expected,
            $"{name} has {buttons.Count} main buttons: {string.Join(", ", buttons)}."
        );

        var steps = await Page.Locator("main :is(a[href], button):visible:not(nav *)").CountAsync();
        Assert.True(steps > 0, $"{name} has no next step.");
    }

    /// <summary>Looks at a page of the sample application, whose buttons are its own affair.</summary>
    protected async Task LookAtSampleAsync(string name, string words)
    {
        await Expect(Page.Locator("main")).ToContainTextAsync(words);
        await Page.SetViewportSizeAsync(320, 640);
        var overflow = await Page.EvaluateAsync<int>(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        );
        Assert.True(overflow <= 0, $"At 320 pixels {name} scrolls sideways by {overflow}.");
        Assert.Equal(1, await Page.Locator("h1").CountAsync());

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
