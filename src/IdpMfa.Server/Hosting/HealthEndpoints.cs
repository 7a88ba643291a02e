using System.Security.Cryptography;
using IdpMfa.Core.Secrets;

namespace IdpMfa.Server.Hosting;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can sign people in.</summary>
internal static partial class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", () => Results.Text("live"));
        endpoints.MapGet("/health/ready", IsReadyAsync);
    }

    private static async Task<IResult> IsReadyAsync(
        KeyRingCheck keyRing,
        ILogger<ServerHost> logger,
        CancellationToken ct
    )
    {
        try
        {
            // Reads the database, and decrypts what the ring of the first start encrypted.
            if (await keyRing.CheckAsync(ct) == KeyRingState.Fits)
            {
                return Results.Text("ready");
            }

            LogWrongKeyRing(logger);
            return Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception exception)
            when (exception is System.Data.Common.DbException or CryptographicException or InvalidOperationException)
        {
            LogNotReady(logger, exception);
            return Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    [LoggerMessage(2, LogLevel.Error, "Not ready: the key ring can't decrypt what this database holds.")]
    private static partial void LogWrongKeyRing(ILogger logger);

    [LoggerMessage(1, LogLevel.Warning, "Not ready: the database can't be reached or the key ring can't be used.")]
    private static partial void LogNotReady(ILogger logger, Exception exception);
}
