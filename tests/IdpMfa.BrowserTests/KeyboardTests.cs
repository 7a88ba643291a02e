using IdpMfa.BrowserTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IdpMfa.BrowserTests;

public sealed class KeyboardTests(QuickstartFixture quickstart) : BrowserTest(quickstart)
{
    [Fact]
    public async Task The_keyboard_alone_is_enough_to_sign_in()
    {
        var grace = Quickstart.Person("grace");

        await Page.GotoAsync(Quickstart.RelyingParty);
        await TabToAsync(Page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }));
        await Page.Keyboard.PressAsync("Enter");

        await TabToAsync(Page.UserNameField);
        await Page.Keyboard.TypeAsync(grace.UserName);
        await TabToAsync(Page.PasswordField);
        await Page.Keyboard.TypeAsync(grace.Password);
        await Page.Keyboard.PressAsync("Enter");

        await TabToAsync(Page.CodeField);
        await Page.Keyboard.TypeAsync(await Tools.CodeAsync(grace.Key!, Ct));
        await Page.Keyboard.PressAsync("Enter");

        await Expect(Page.Amr).ToHaveTextAsync("pwd otp mfa");
    }

    /// <summary>Presses Tab until the element has the focus, as far as a patient person would.</summary>
    private async Task TabToAsync(ILocator element)
    {
        await Expect(element).ToBeVisibleAsync();
        for (var presses = 0; presses < 10; presses++)
        {
            if (await element.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"Ten presses of Tab don't reach {element}.");
    }
}
