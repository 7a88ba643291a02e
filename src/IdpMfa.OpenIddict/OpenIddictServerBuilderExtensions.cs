using IdpMfa.Core.Clients;
using IdpMfa.OpenIddict.Authorization;
using IdpMfa.OpenIddict.Claims;
using IdpMfa.OpenIddict.Endpoints;
using IdpMfa.OpenIddict.Handlers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace IdpMfa.OpenIddict;

/// <summary>Puts the MFA step into an OpenIddict server.</summary>
public static class OpenIddictServerBuilderExtensions
{
    public const string AuthorizePath = "connect/authorize";
    public const string EndSessionPath = "connect/endsession";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Post];

    /// <summary>
    /// Guards every sign-in: tokens are stamped with amr, acr and auth_time, and refused where the authority doesn't say
    /// Proceed. A host may keep its own authorize endpoint, which asks <see cref="IAuthorizationGate"/>;
    /// <see cref="MapIdpMfaEndpoints"/> maps the ready-made ones.
    /// </summary>
    public static OpenIddictServerBuilder UseIdpMfa(this OpenIddictServerBuilder builder)
    {
        builder.Services.TryAddScoped<IProtocolEngine, OpenIddictEngine>();
        builder.Services.TryAddScoped<CurrentAuthorization>();
        builder.Services.TryAddScoped<TokenRefusals>();
        builder.Services.TryAddScoped<InteractionKeeper>();
        builder.Services.TryAddScoped<AuthorizationDecider>();
        builder.Services.TryAddScoped<IAuthorizationGate, AuthorizationGate>();
        builder.Services.TryAddScoped<AuthorizeEndpoint>();
        builder.Services.TryAddScoped<EndSessionEndpoint>();

        builder.RegisterClaims(
            EvidenceClaims.Amr,
            EvidenceClaims.Acr,
            EvidenceClaims.AuthTime,
            EvidenceClaims.SessionId,
            EvidenceClaims.Tenant,
            global::OpenIddict.Abstractions.OpenIddictConstants.Claims.Name,
            global::OpenIddict.Abstractions.OpenIddictConstants.Claims.PreferredUsername,
            global::OpenIddict.Abstractions.OpenIddictConstants.Claims.Email,
            global::OpenIddict.Abstractions.OpenIddictConstants.Claims.EmailVerified
        );
        builder.RegisterScopes(Scopes.OpenId, Scopes.Profile, Scopes.Email, Scopes.OfflineAccess);

        builder.AddEventHandler(GuardSignIn.Descriptor);
        builder.AddEventHandler(RestoreStoredRequest.Authorization);
        builder.AddEventHandler(RestoreStoredRequest.EndSession);
        builder.AddEventHandler(CheckParameters.Descriptor);
        builder.AddEventHandler(KeepHint.Descriptor);
        builder.AddEventHandler(RefuseUnlistedOfflineAccess.Descriptor);
        builder.AddEventHandler(RefuseUsedRefreshToken.Descriptor);
        builder.AddEventHandler(ProtectResponse.Authorization);
        builder.AddEventHandler(ProtectResponse.EndSession);
        builder.AddEventHandler(ReturnErrorsToClient.Descriptor);
        builder.AddEventHandler(AnswerInQuery.Descriptor);
        builder.AddEventHandler(ShowErrorsHere.Authorization);
        builder.AddEventHandler(ShowErrorsHere.EndSession);
        builder.AddEventHandler(WriteAmrAsArray.Descriptor);
        builder.AddEventHandler(AnswerUserInfo.Descriptor);
        builder.AddEventHandler(DescribeLevels.Descriptor);
        return builder;
    }

    /// <summary>Maps <c>/connect/authorize</c> and <c>/connect/endsession</c>.</summary>
    public static IEndpointRouteBuilder MapIdpMfaEndpoints(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(
            AuthorizePath,
            Methods,
            (HttpContext http, AuthorizeEndpoint endpoint, CancellationToken ct) => endpoint.HandleAsync(http, ct)
        );
        return endpoints.MapIdpMfaEndSession();
    }

    /// <summary>Maps the end session endpoint alone, for a host that has its own authorize endpoint.</summary>
    /// <param name="endpoints">The host's.</param>
    /// <param name="path">As it was told to OpenIddict.</param>
    public static IEndpointRouteBuilder MapIdpMfaEndSession(
        this IEndpointRouteBuilder endpoints,
        string path = EndSessionPath
    )
    {
        endpoints.MapMethods(
            path,
            Methods,
            (HttpContext http, EndSessionEndpoint endpoint, CancellationToken ct) => endpoint.HandleAsync(http, ct)
        );
        return endpoints;
    }
}
