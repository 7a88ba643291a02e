using IdpMfa.Server.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.Server.Data;

/// <summary>Brings the database to this version.</summary>
internal sealed class DatabaseMigrator(ServerDbContext db, TimeProvider clock)
{
    /// <returns>The names of the migrations that were applied.</returns>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken ct)
    {
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        if (pending.Count == 0)
        {
            return [];
        }

        await SqliteMigrationLock.ClearStaleAsync(db, clock, ct);
        await db.Database.MigrateAsync(ct);

        // Readers don't wait for the writer. The file remembers it, so no connection needs to ask for it again.
        await db.Database.ExecuteSqlAsync($"PRAGMA journal_mode = WAL", ct);
        return pending;
    }
}
