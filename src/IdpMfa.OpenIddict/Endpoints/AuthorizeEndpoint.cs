using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Http;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;

namespace IdpMfa.OpenIddict.Endpoints;

/// <summary>The ready-made <c>/connect/authorize</c>.</summary>
internal sealed class AuthorizeEndpoint(IAuthorizationGate gate, IOpenIddictScopeManager scopes)
{
    public async Task<IResult> HandleAsync(HttpContext http, CancellationToken ct)
    {
        if (await gate.CheckAsync(http, ct) is GateOutcome.Closed closed)
        {
            return closed.Answer;
        }

        var request = http.GetOpenIddictServerRequest()!;
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
}
