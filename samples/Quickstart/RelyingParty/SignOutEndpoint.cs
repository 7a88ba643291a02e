using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace Quickstart.RelyingParty;

internal static class SignOutEndpoint
{
    /// <summary>Ends the session here, then the one at the identity provider (OpenID Connect RP-Initiated Logout 1.0).</summary>
    public static void MapSignOut(this IEndpointRouteBuilder app) =>
        // Reading the form makes ASP.NET Core check the antiforgery token: no other site can sign our users out.
        app.MapPost(
            "/signout",
            (IFormCollection _) =>
                Results.SignOut(
                    new AuthenticationProperties { RedirectUri = HomePage.UrlFor(Notice.SignedOut) },
                    [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme]
                )
        );
}
