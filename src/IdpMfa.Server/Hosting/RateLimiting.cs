using System.Threading.RateLimiting;
using IdpMfa.Server.Configuration;

namespace IdpMfa.Server.Hosting;

/// <summary>600 requests with credentials, people's or clients', a minute and address, counted before any attempt is charged.</summary>
internal static class RateLimiting
{
    private const int PermitsPerMinute = 600;
    private const string NoAddress = "none";

    /// <summary>No address reads like it, so nobody's limit is lifted by it.</summary>
    private const string Unlimited = "unlimited";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddCredentialRateLimit(this IServiceCollection services, ServerOptions options) =>
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "60";
                return ValueTask.CompletedTask;
            };
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
                options.RateLimiting.Enabled && CarriesCredentials(http.Request)
                    ? RateLimitPartition.GetFixedWindowLimiter(
                        http.Connection.RemoteIpAddress?.ToString() ?? NoAddress,
                        _ => new FixedWindowRateLimiterOptions { PermitLimit = PermitsPerMinute, Window = Window }
                    )
                    : RateLimitPartition.GetNoLimiter(Unlimited)
            );
        });

    private static bool CarriesCredentials(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && (
            request.Path.StartsWithSegments("/account")
            || request.Path.StartsWithSegments("/profile")
            || request.Path.StartsWithSegments("/connect/token")
        );
}
