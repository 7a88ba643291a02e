using System.Security.Claims;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace IdpMfa.Web.Security;

/// <summary>Reads and writes the browser's session.</summary>
/// <remarks>
/// HttpContext.User stays anonymous on our pages: antiforgery tokens are bound to the user that they were made for, and a
/// double click, whose first answer brings the session, must not fail because of that.
/// </remarks>
internal sealed class CurrentSession(IHttpContextAccessor accessor) : ICurrentSession
{
    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("There is no request.");

    public async ValueTask<SignInEvidence?> FindAsync(CancellationToken ct)
    {
        var result = await Http.AuthenticateAsync(SessionCookie.Scheme);
        return result.Succeeded ? Http.Items[typeof(SignInEvidence)] as SignInEvidence : null;
    }

    public Task WriteAsync(Session session)
    {
        var identity = new ClaimsIdentity([new Claim(SessionCookie.KeyClaim, session.Key)], SessionCookie.Scheme);
        Http.Items[typeof(SignInEvidence)] = session.ToEvidence();
        return Http.SignInAsync(SessionCookie.Scheme, new ClaimsPrincipal(identity));
    }

    public Task ForgetAsync()
    {
        Http.Items.Remove(typeof(SignInEvidence));
        return Http.SignOutAsync(SessionCookie.Scheme);
    }
}
