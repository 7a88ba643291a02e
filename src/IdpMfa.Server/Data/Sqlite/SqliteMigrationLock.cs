using Microsoft.EntityFrameworkCore;

namespace IdpMfa.Server.Data.Sqlite;

/// <summary>
/// EF Core locks migrations on SQLite by a row, which a killed process leaves behind: every later start would wait for it
/// for ever.
/// </summary>
internal static class SqliteMigrationLock
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    public static async Task ClearStaleAsync(ServerDbContext db, TimeProvider clock, CancellationToken ct)
    {
        var tables = await db
            .Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'")
            .SingleAsync(ct);
        if (tables > 0)
        {
            var before = (clock.GetUtcNow() - MaxAge).UtcDateTime;
            await db.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock WHERE Timestamp < {before}", ct);
        }
    }
}
