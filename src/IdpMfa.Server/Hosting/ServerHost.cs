using IdpMfa.Core;
using IdpMfa.Core.Audit;
using IdpMfa.OpenIddict;
using IdpMfa.Server.Cli;
using IdpMfa.Server.Configuration;
using IdpMfa.Server.Provisioning;
using IdpMfa.Web;
using Microsoft.AspNetCore.HttpOverrides;

namespace IdpMfa.Server.Hosting;

/// <summary>The ready-made server.</summary>
public sealed class ServerHost
{
    /// <summary>Forms, token requests and the like: nothing that anybody sends us is larger.</summary>
    private const long MaxRequestBodyBytes = 64 * 1024;

    private ServerHost() { }

    /// <summary>Builds a server that is migrated, provisioned and warmed up, and takes requests once it is started.</summary>
    /// <param name="configurationArgs">Configuration as on the command line: <c>--urls X</c>, <c>--Section:Key value</c>.</param>
    /// <param name="customise">For hosts that add to it, tests among them.</param>
    /// <param name="ct">Stops the start.</param>
    public static async Task<WebApplication> BuildAsync(
        string[] configurationArgs,
        Action<WebApplicationBuilder>? customise = null,
        CancellationToken ct = default
    )
    {
        var app = Build(configurationArgs, isServing: true, customise);
        try
        {
            await using (var scope = app.Services.CreateAsyncScope())
            {
                await scope.ServiceProvider.GetRequiredService<ServerStart>().RunAsync(ct);
            }

            UsePipeline(app, app.Services.GetRequiredService<ServerConfiguration>().Server);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Why the server could not be built or started, in one message for whoever started it; never a secret.</summary>
    public static string DescribeFailure(Exception exception) => FailureWords.Of(exception);

    /// <summary>The same services without the pipeline, for verbs that work beside running nodes.</summary>
    internal static WebApplication BuildForCommand(string[] configurationArgs) =>
        Build(configurationArgs, isServing: false, null);

    /// <summary>As <see cref="BuildForCommand"/>, with the configuration that a start would need.</summary>
    internal static WebApplication BuildForCheck(string[] configurationArgs) =>
        Build(configurationArgs, isServing: true, null);

    private static WebApplication Build(
        string[] configurationArgs,
        bool isServing,
        Action<WebApplicationBuilder>? customise
    )
    {
        // appsettings and themes come from the binary's folder, wherever the process was started.
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = configurationArgs,
                ApplicationName = typeof(ServerHost).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        var configuration = ServerConfiguration.Read(builder.Configuration, builder.Environment, isServing);
        var options = configuration.Server;

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBodyBytes;
        });
        // These lines have whole addresses in them, and addresses carry codes and tokens: no setting switches them on.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Services.AddServerConfiguration(configuration);
        builder.Services.Configure<WebOptions>(web =>
        {
            web.Issuer = options.Issuer;
            web.ThemesPath = options.Themes.Path;
        });
        builder.Services.AddIdpMfaCore().AddData(configuration).AddIdpMfaWeb().AddEngine(options).AddProvisioning();
        builder.Services.AddCredentialRateLimit(options);
        builder.Services.AddMailTransport(options);
        builder.Services.AddScoped<ServerStart>();
        customise?.Invoke(builder);
        return builder.Build();
    }

    private static void UsePipeline(WebApplication app, ServerOptions options)
    {
        if (options.TrustedProxies.Count > 0)
        {
            app.UseForwardedHeaders(ToForwardedHeaders(options));
        }

        app.UseMiddleware<IssuerMiddleware>(options.Issuer!);
        app.Use(
            (http, next) =>
            {
                http.RequestServices.GetRequiredService<RequestOrigin>().Address =
                    http.Connection.RemoteIpAddress?.ToString();
                return next(http);
            }
        );
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/error",
                // A body that is too large, or breaks off, is the sender's fault.
                StatusCodeSelector = exception =>
                    exception is BadHttpRequestException bad
                        ? bad.StatusCode
                        : StatusCodes.Status500InternalServerError,
            }
        );
        app.UseStatusCodePagesWithReExecute("/error");
        app.UseRateLimiter();
        app.UseAuthentication();
        app.MapHealth();
        app.MapIdpMfaPages();
        app.MapIdpMfaEndpoints();
    }

    private static ForwardedHeadersOptions ToForwardedHeaders(ServerOptions options)
    {
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            // As many proxies as are trusted; the first that isn't ends the chain.
            ForwardLimit = null,
        };
        forwarded.KnownIPNetworks.Clear();
        forwarded.KnownProxies.Clear();
        foreach (var network in options.TrustedProxies)
        {
            forwarded.KnownIPNetworks.Add(network);
        }

        return forwarded;
    }
}
