using IdpMfa.Core.Addresses;
using IdpMfa.Core.SignIn;
using IdpMfa.Web.Resources;
using IdpMfa.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IdpMfa.Web.Pages.Profile;

/// <summary>Another mail address; without MFA a code from the present one comes first.</summary>
[SignedIn]
internal sealed class EmailModel(SensitivePage page, AddressChange change, IStringLocalizer<Words> text) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>The confirmed address, if there is one.</summary>
    public string? Present { get; private set; }

    /// <summary>The new address that a code is awaited for.</summary>
    public string? Awaited { get; private set; }

    /// <summary>The way on is in the mail.</summary>
    public bool IsLinkSent { get; private set; }

    public string? Refusal { get; private set; }

    public string? Notice { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await PrepareAsync(ct) is not { } session)
        {
            return SignInAgain();
        }

        Awaited = await change.FindAwaitedAsync(session, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        ModelState.Clear();
        return await PrepareAsync(ct) is { } session
            ? await ShowAsync(session, await change.AskAsync(session, Input.Email, ct), ct)
            : SignInAgain();
    }

    public async Task<IActionResult> OnPostCodeAsync(CancellationToken ct)
    {
        ModelState.Clear();
        return await PrepareAsync(ct) is { } session
            ? await ShowAsync(session, await change.GiveCodeAsync(session, Input.Code, ct), ct)
            : SignInAgain();
    }

    private async Task<IActionResult> ShowAsync(
        SignInEvidence session,
        AddressChangeOutcome outcome,
        CancellationToken ct
    )
    {
        switch (outcome)
        {
            case AddressChangeOutcome.SignInAgain:
                return SignInAgain();

            case AddressChangeOutcome.LinkSent:
                IsLinkSent = true;
                Notice = text["ProfileEmail.LinkSent"];
                break;

            case AddressChangeOutcome.CodeSent:
                Notice = text["ProfileEmail.CodeSent", Present ?? ""];
                break;

            case AddressChangeOutcome.CodeRefused:
                Refusal = text["ProfileEmail.CodeRefused"];
                break;

            case AddressChangeOutcome.AskAdministrator:
                Refusal = text["ProfileEmail.AskAdministrator"];
                break;

            default:
                Refusal = text["ProfileEmail.NoAddress"];
                break;
        }

        Awaited = await change.FindAwaitedAsync(session, ct);
        Input = new InputModel();
        return Page();
    }

    private async Task<SignInEvidence?> PrepareAsync(CancellationToken ct)
    {
        if (await page.OpenAsync(ct) is not { } opened)
        {
            return null;
        }

        Present = opened.User.EmailConfirmed ? opened.User.Email : null;
        return opened.Session;
    }

    private static SeeOtherResult SignInAgain() => new(ProfilePaths.SignInAgain(ProfilePaths.Email));

    internal sealed class InputModel
    {
        public string? Email { get; set; }

        public string? Code { get; set; }
    }
}
