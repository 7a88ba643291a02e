using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IdpMfa.Web.Security;

/// <summary>The session's cookie: it carries the key of a row and nothing else, so a copied cookie is dead after sign-out.</summary>
internal sealed class SessionCookie(IOptions<WebOptions> web, IOptions<SessionOptions> sessions)
    : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    public const string Scheme = "IdpMfa.Session";
    public const string KeyClaim = "key";

    /// <summary>How often a busy session's row is written to.</summary>
    private static readonly TimeSpan TouchInterval = TimeSpan.FromMinutes(1);

    public void Configure(CookieAuthenticationOptions options) { }

    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        if (name != Scheme)
        {
            return;
        }

        options.Cookie.Name = CookieNames.Of(web.Value, "Session");
        options.Cookie.HttpOnly = true;
        options.Cookie.SecurePolicy = web.Value.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        // Lax: a relying party's redirect to us must carry it.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.Path = "/";
        options.ExpireTimeSpan = sessions.Value.Lifetime;
        options.SlidingExpiration = false;
        options.Events.OnValidatePrincipal = ValidateAsync;
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        var ct = http.RequestAborted;
        var store = http.RequestServices.GetRequiredService<ISessionStore>();
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();

        if (
            context.Principal?.FindFirst(KeyClaim)?.Value is not { } key
            || await store.FindAliveAsync(key, now, ct) is not { } session
        )
        {
            context.RejectPrincipal();
            return;
        }

        if (now - session.SeenAt >= TouchInterval)
        {
            await store.TouchAsync(session.Id, now, ct);
        }

        http.Items[typeof(SignInEvidence)] = session.ToEvidence();
    }
}
