using IdpMfa.Core.SetUp;
using IdpMfa.Core.SignIn;
using IdpMfa.Web.Resources;
using IdpMfa.Web.Security;
using IdpMfa.Web.Themes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IdpMfa.Web.Pages.Profile;

/// <summary>Answers the profile's form that disables MFA.</summary>
[SignedIn]
internal sealed class DisableModel(
    CurrentSession currentSession,
    MfaDisabling disabling,
    PageFramer framer,
    IStringLocalizer<Words> text
) : PageModel
{
    public string? Refusal { get; private set; }

    public IActionResult OnGet() => new SeeOtherResult(ProfilePaths.Mfa);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await currentSession.FindAsync(ct) is not { } session)
        {
            return new SeeOtherResult(SignInPaths.Login);
        }

        switch (await disabling.DisableAsync(session, ct))
        {
            case MfaDisableOutcome.Disabled disabled:
                await currentSession.WriteAsync(disabled.Session);
                return new SeeOtherResult(MfaModel.DisabledPath);

            case MfaDisableOutcome.WasOff:
                return new SeeOtherResult(MfaModel.DisabledPath);

            case MfaDisableOutcome.Enforced:
                await framer.FrameAsync(null, session.TenantId, ct);
                Refusal = text["Disable.Enforced"];
                Response.StatusCode = StatusCodes.Status403Forbidden;
                return Page();

            default:
                return new SeeOtherResult($"{SignInPaths.Login}?returnUrl={Uri.EscapeDataString(ProfilePaths.Mfa)}");
        }
    }
}
