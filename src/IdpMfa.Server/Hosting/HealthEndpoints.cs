using System.Security.Cryptography;
using IdpMfa.Server.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

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
        ServerDbContext db,
        IDataProtectionProvider protection,
        ILogger<ServerHost> logger,
        CancellationToken ct
    )
    {
        try
        {
            await db.SigningKeys.AsNoTracking().AnyAsync(ct);
            var protector = protection.CreateProtector("IdpMfa", "Health");
            protector.Unprotect(protector.Protect([1]));
            return Results.Text("ready");
        }
        catch (Exception exception)
            when (exception is System.Data.Common.DbException or CryptographicException or InvalidOperationException)
        {
            LogNotReady(logger, exception);
            return Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Not ready: the database can't be reached or the key ring can't be used.")]
    private static partial void LogNotReady(ILogger logger, Exception exception);
}
