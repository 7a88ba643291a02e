using IdpMfa.OpenIddict;
using IdpMfa.Server.Configuration;
using IdpMfa.Server.Data;
using IdpMfa.Server.Data.SigningKeys;
using Microsoft.Extensions.Options;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace IdpMfa.Server.Hosting;

/// <summary>OpenIddict with the MFA step in it.</summary>
internal static class EngineServices
{
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AccessTokenLifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan RefreshTokenLifetime = TimeSpan.FromDays(14);
    private static readonly TimeSpan RefreshTokenReuseLeeway = TimeSpan.FromSeconds(30);

    public static IServiceCollection AddEngine(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton<SigningKeyRing>();
        services.AddScoped<SigningKeyLoader>();
        services.AddScoped<EnginePruning>();
        services.AddHostedService<EnginePruningWorker>();
        services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>, SigningKeyOptions>();

        services
            .AddOpenIddict()
            .AddCore(core =>
                core.UseEntityFrameworkCore().UseDbContext<ServerDbContext>().ReplaceDefaultEntities<Guid>()
            )
            .AddServer(server => Configure(server, options));
        return services;
    }

    private static void Configure(OpenIddictServerBuilder server, ServerOptions options)
    {
        if (options.Issuer is { } issuer)
        {
            server.SetIssuer(issuer);
        }

        server
            .SetAuthorizationEndpointUris(OpenIddictServerBuilderExtensions.AuthorizePath)
            .SetEndSessionEndpointUris(OpenIddictServerBuilderExtensions.EndSessionPath)
            .SetTokenEndpointUris("connect/token")
            .SetUserInfoEndpointUris("connect/userinfo")
            .SetJsonWebKeySetEndpointUris(".well-known/jwks")
            .AllowAuthorizationCodeFlow()
            .AllowRefreshTokenFlow()
            .SetAuthorizationCodeLifetime(CodeLifetime)
            .SetAccessTokenLifetime(AccessTokenLifetime)
            .SetRefreshTokenLifetime(RefreshTokenLifetime)
            .SetRefreshTokenReuseLeeway(RefreshTokenReuseLeeway)
            // APIs of others read them.
            .DisableAccessTokenEncryption()
            .UseIdpMfa();

        // RFC 9700 §2.1.1: plain protects nobody.
        server.Configure(engine => engine.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain));

        var host = server
            .UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough()
            .EnableEndSessionEndpointPassthrough()
            .EnableStatusCodePagesIntegration();
        if (options.Issuer?.Scheme == Uri.UriSchemeHttp)
        {
            host.DisableTransportSecurityRequirement();
        }
    }
}
