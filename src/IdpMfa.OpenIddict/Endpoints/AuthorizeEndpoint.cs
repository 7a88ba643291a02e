using System.Security.Claims;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.OpenIddict.Authorization;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace IdpMfa.OpenIddict.Endpoints;

/// <summary>The ready-made <c>/connect/authorize</c>.</summary>
internal sealed class AuthorizeEndpoint(
    IAuthenticationAuthority authority,
    ICurrentSession currentSession,
    CurrentAuthorization current,
    InteractionKeeper keeper,
    IInteractionStore interactions,
    IOpenIddictScopeManager scopes,
    TimeProvider clock
)
{
    public const string AuthorizePath = $"/{OpenIddictServerBuilderExtensions.AuthorizePath}";

    public async Task<IResult> HandleAsync(HttpContext http, CancellationToken ct)
    {
        var request =
            http.GetOpenIddictServerRequest()
            ?? throw new InvalidOperationException("This is no authorization request.");

        // A POST from another site carries no SameSite cookie: the stored request comes back with GET, and with the session.
        if (HttpMethods.IsPost(http.Request.Method))
        {
            return await StoreAsync(request, isPosted: true, AuthorizePath, ct);
        }

        current.Decision = await authority.DecideAsync(
            SignInRequestReader.Read(request, current),
            await currentSession.FindAsync(ct),
            ct
        );
        switch (current.Decision)
        {
            case SignInDecision.Proceed:
                return await ProceedAsync(http, request, ct);

            case SignInDecision.Interact interact:
                return await LeadToAsync(interact.LocalPath, request, ct);

            case SignInDecision.Refuse refuse:
                var (error, description) = SignInErrors.Describe(refuse.Error);
                return Refuse(error, description);

            default:
                throw new InvalidOperationException("Unknown decision.");
        }
    }

    private async Task<IResult> ProceedAsync(HttpContext http, OpenIddictRequest request, CancellationToken ct)
    {
        if (
            current.Interaction is { } interaction
            && !await interactions.TryCompleteAsync(interaction.Key, clock.GetUtcNow(), ct)
        )
        {
            return Refuse(
                Errors.InvalidRequest,
                "This sign-in has been answered already. Start again from the application."
            );
        }

        var identity = new ClaimsIdentity("IdpMfa");
        identity.SetScopes(request.GetScopes());
        identity.SetResources(await ListResourcesAsync(http, request, ct));

        // Subject, amr, acr and auth_time are stamped by GuardSignIn and by nobody else.
        return Results.SignIn(
            new ClaimsPrincipal(identity),
            null,
            OpenIddictServerAspNetCoreDefaults.AuthenticationScheme
        );
    }

    /// <summary>The audience of an access token: the resources of its scopes, else the issuer (RFC 9068 §3).</summary>
    private async Task<List<string>> ListResourcesAsync(
        HttpContext http,
        OpenIddictRequest request,
        CancellationToken ct
    )
    {
        var resources = new List<string>();
        await foreach (var resource in scopes.ListResourcesAsync(request.GetScopes(), ct))
        {
            resources.Add(resource);
        }

        return resources.Count > 0 ? resources : [$"{http.Request.Scheme}://{http.Request.Host}/"];
    }

    private Task<IResult> LeadToAsync(string localPath, OpenIddictRequest request, CancellationToken ct) =>
        current.Interaction is { } begun
            ? Task.FromResult<IResult>(new SeeOther($"{localPath}?{InteractionKeeper.KeyParameter}={begun.Key}"))
            : StoreAsync(request, isPosted: false, localPath, ct);

    private async Task<IResult> StoreAsync(
        OpenIddictRequest request,
        bool isPosted,
        string path,
        CancellationToken ct
    ) =>
        await keeper.StoreAsync(request, AuthorizePath, isPosted, ct) is { } key
            ? new SeeOther($"{path}?{InteractionKeeper.KeyParameter}={key}")
            : Refuse(Errors.InvalidRequest, "The request is too large.");

    private static IResult Refuse(string error, string description) =>
        Results.Forbid(
            new AuthenticationProperties(
                new Dictionary<string, string?>
                {
                    [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
                    [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
                    [OpenIddictServerAspNetCoreConstants.Properties.ErrorUri] = null,
                }
            ),
            [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]
        );
}
