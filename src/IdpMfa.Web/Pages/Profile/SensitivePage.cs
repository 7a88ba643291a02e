using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;
using IdpMfa.Web.Security;
using IdpMfa.Web.Themes;

namespace IdpMfa.Web.Pages.Profile;

/// <summary>Opens the pages on which users change their password or address.</summary>
internal sealed class SensitivePage(
    CurrentSession currentSession,
    IUserDirectory users,
    SensitiveChange sensitive,
    PageFramer framer
)
{
    /// <returns>The session and its user; null where it must be signed in anew first.</returns>
    public async Task<(SignInEvidence Session, UserAccount User)?> OpenAsync(CancellationToken ct)
    {
        if (
            await currentSession.FindAsync(ct) is not { } session
            || !await sensitive.IsAllowedAsync(session, ct)
            || await users.FindAsync(session.Subject, ct) is not { } user
        )
        {
            return null;
        }

        await framer.FrameAsync(null, user.TenantId, ct);
        return (session, user);
    }
}
