using IdpMfa.Core.Passwords;
using IdpMfa.Core.SignIn;
using IdpMfa.Web.Pages.Account;
using IdpMfa.Web.Resources;
using IdpMfa.Web.Security;
using IdpMfa.Web.Themes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IdpMfa.Web.Pages.Profile;

/// <summary>A new password by who knows the present one.</summary>
[SignedIn]
internal sealed class PasswordModel(
    CurrentSession currentSession,
    SensitivePage page,
    PasswordChange change,
    PasswordRules rules,
    ProductName product,
    IStringLocalizer<Words> text
) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string UserName { get; private set; } = "";

    public int MinLength { get; private set; }

    public string? Refusal { get; private set; }

    /// <summary>Set once the password is changed.</summary>
    public string? Strength { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) =>
        await PrepareAsync(ct) is null ? SignInAgain() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        ModelState.Clear(); // do not send the typed passwords back to the browser
        if (await PrepareAsync(ct) is not { } session)
        {
            return SignInAgain();
        }

        if (Input is not { Password: { Length: > 0 } present, NewPassword: { Length: > 0 } next })
        {
            Refusal = text["ProfilePassword.Missing"];
            return Page();
        }

        switch (await change.ChangeAsync(session, present, next, product.Get(), ct))
        {
            case PasswordChangeOutcome.Done done:
                await currentSession.WriteAsync(done.Session);
                Strength = text.Describe(done.Strength);
                return Page();

            case PasswordChangeOutcome.Refused refused:
                Refusal = text.Describe(refused.Verdict);
                return Page();

            case PasswordChangeOutcome.WrongPassword:
                Refusal = text["ProfilePassword.Wrong"];
                return Page();

            default:
                return SignInAgain();
        }
    }

    /// <returns>The session, where it may change the password.</returns>
    private async Task<SignInEvidence?> PrepareAsync(CancellationToken ct)
    {
        if (await page.OpenAsync(ct) is not { } opened)
        {
            return null;
        }

        UserName = opened.User.UserName;
        MinLength = await rules.GetMinLengthAsync(opened.User, ct);
        return opened.Session;
    }

    private static SeeOtherResult SignInAgain() => new(ProfilePaths.SignInAgain(ProfilePaths.Password));

    internal sealed class InputModel
    {
        public string? Password { get; set; }

        public string? NewPassword { get; set; }
    }
}
