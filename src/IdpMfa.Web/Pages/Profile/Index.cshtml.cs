using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;
using IdpMfa.Web.Pages.Shared;
using IdpMfa.Web.Security;
using IdpMfa.Web.Themes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdpMfa.Web.Pages.Profile;

/// <summary>The start page of who is signed in here.</summary>
[SignedIn]
internal sealed class IndexModel(
    CurrentSession currentSession,
    IUserDirectory users,
    ISignInFactsStore facts,
    RecoverySignInReader recovery,
    PageFramer framer
) : PageModel
{
    public string UserName { get; private set; } = "";

    public string TenantName { get; private set; } = "";

    public bool HasFactor { get; private set; }

    public bool IsAdmin { get; private set; }

    public RecoverySignIn? Recovery { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (
            await currentSession.FindAsync(ct) is not { } session
            || await users.FindAsync(session.Subject, ct) is not { } user
            || await facts.FindAsync(user.Id, user.TenantId, ct) is not { } known
        )
        {
            return new SeeOtherResult(SignInPaths.Login);
        }

        await framer.FrameAsync(null, user.TenantId, ct);
        UserName = user.UserName;
        TenantName = known.Tenant.Name;
        HasFactor = known.HasFactor;
        IsAdmin = user.IsAdmin;
        Recovery = await recovery.ReadAsync(session, ct);
        return Page();
    }
}
