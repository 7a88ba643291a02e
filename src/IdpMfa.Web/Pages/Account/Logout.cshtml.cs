using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;
using IdpMfa.Web.Security;
using IdpMfa.Web.Themes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdpMfa.Web.Pages.Account;

/// <summary>GET asks and ends nothing; POST ends the session.</summary>
internal sealed class LogoutModel(
    SignOut signOut,
    CurrentSession currentSession,
    PendingSignInCookie pendingCookie,
    IInteractionStore interactions,
    IUserDirectory users,
    PageFramer framer,
    TimeProvider clock
) : PageModel
{
    [BindProperty(Name = "i", SupportsGet = true)]
    public string? Interaction { get; set; }

    public bool IsSignedIn { get; private set; }

    /// <summary>The recovery token is used up: without a new one the next sign-in would fail.</summary>
    public bool NeedsWarning { get; private set; }

    public string? UserName { get; private set; }

    /// <summary>Back to the application that asked for the sign-out.</summary>
    public string? BackUrl { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var waiting = await FindInteractionAsync(ct);
        var session = await currentSession.FindAsync(ct);
        await framer.FrameAsync(waiting?.ClientId, session?.TenantId, ct);

        if (session is not null)
        {
            IsSignedIn = true;
            NeedsWarning = await signOut.NeedsWarningAsync(session, ct);
            UserName = (await users.FindAsync(session.Subject, ct))?.UserName;
        }

        BackUrl = waiting?.ReturnUrl;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await currentSession.FindAsync(ct) is { } session)
        {
            await signOut.EndAsync(session, ct);
        }

        await currentSession.ForgetAsync();
        pendingCookie.DeleteAll(HttpContext);
        return new SeeOtherResult((await FindInteractionAsync(ct))?.ReturnUrl ?? "/account/logout");
    }

    private async Task<Interaction?> FindInteractionAsync(CancellationToken ct) =>
        Interaction is { Length: > 0 } key ? await interactions.FindAsync(key, clock.GetUtcNow(), ct) : null;
}
