using IdpMfa.Core.SignIn;
using IdpMfa.Web.Security;
using IdpMfa.Web.Themes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdpMfa.Web.Pages.Profile;

/// <summary>The state of a user's own MFA.</summary>
[SignedIn]
internal sealed class MfaModel(CurrentSession currentSession, MfaStateReader reader, PageFramer framer) : PageModel
{
    public const string DisabledPath = "/profile/mfa?notice=disabled";

    [BindProperty(Name = "notice", SupportsGet = true)]
    public string? NoticeCode { get; set; }

    public MfaState State { get; private set; } = new();

    public bool WasDisabled => NoticeCode == "disabled" && !State.HasFactor;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (
            await currentSession.FindAsync(ct) is not { } session
            || await reader.ReadAsync(session, ct) is not { } state
        )
        {
            return new SeeOtherResult(SignInPaths.Login);
        }

        await framer.FrameAsync(null, session.TenantId, ct);
        State = state;
        return Page();
    }
}
