using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.OpenIddict.Authorization;
using IdpMfa.OpenIddict.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;

namespace IdpMfa.OpenIddict.Endpoints;

/// <summary>
/// The ready-made <c>/connect/endsession</c> (OpenID Connect RP-Initiated Logout 1.0): with a hint for this very session it
/// ends it at once, otherwise, or where leaving would lock the user out, the sign-out page asks first.
/// </summary>
internal sealed class EndSessionEndpoint(
    ICurrentSession currentSession,
    CurrentAuthorization current,
    InteractionKeeper keeper,
    SignOut signOut
)
{
    public async Task<IResult> HandleAsync(HttpContext http, CancellationToken ct)
    {
        var request =
            http.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("This is no end session request.");

        // As at authorize: a POST from another site carries no SameSite cookie, so nobody would be signed out.
        if (HttpMethods.IsPost(http.Request.Method))
        {
            return
                await keeper.StoreAsync(request, AuthorizationGate.PathOf(http.Request), isPosted: true, ct) is { } key
                ? new SeeOther($"{AuthorizationGate.PathOf(http.Request)}?{InteractionKeeper.KeyParameter}={key}")
                : new SeeOther(SignInPaths.Logout);
        }

        var session = await currentSession.FindAsync(ct);

        // The user has confirmed on the sign-out page, and comes back without a session.
        if (session is null && current.Interaction is not null)
        {
            return ReturnToClient();
        }

        // A hint that names no sign-in of ours is none.
        var hint = await ReadHintAsync(http);
        if (hint is null || (session is not null && !IsHintFor(hint, session)))
        {
            return await AskAsync(http, request, ct);
        }

        if (session is not null)
        {
            if (await signOut.NeedsWarningAsync(session, ct))
            {
                return await AskAsync(http, request, ct);
            }

            await signOut.EndAsync(session, ct);
            await currentSession.ForgetAsync();
        }

        return ReturnToClient();
    }

    private static async Task<TokenEvidence?> ReadHintAsync(HttpContext http)
    {
        var result = await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        return result.Principal is { } principal ? EvidenceClaims.Read(principal) : null;
    }

    private static bool IsHintFor(TokenEvidence hint, SignInEvidence session) =>
        hint.Subject == session.Subject && hint.SessionId == session.SessionId;

    private async Task<IResult> AskAsync(HttpContext http, OpenIddictRequest request, CancellationToken ct)
    {
        var key =
            current.Interaction?.Key
            ?? await keeper.StoreAsync(request, AuthorizationGate.PathOf(http.Request), isPosted: false, ct);
        return new SeeOther(
            key is null ? SignInPaths.Logout : $"{SignInPaths.Logout}?{InteractionKeeper.KeyParameter}={key}"
        );
    }

    private static IResult ReturnToClient() =>
        Results.SignOut(
            new AuthenticationProperties { RedirectUri = SignInPaths.Logout },
            [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]
        );
}
