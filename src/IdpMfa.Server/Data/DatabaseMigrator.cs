using IdpMfa.Server.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.Server.Data;

/// <summary>Brings the database to this version, and never back. On several nodes: within <see cref="IStartTurn"/>.</summary>
internal sealed class DatabaseMigrator(ServerDbContext db, TimeProvider clock)
{
    /// <returns>The names of the migrations that were applied.</returns>
    /// <exception cref="NewerDatabaseException">The database has migrations that this version does not know.</exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken ct)
    {
        var applied = await db.Database.GetAppliedMigrationsAsync(ct);
        var known = db.Database.GetMigrations().ToList();
        if (applied.Except(known, StringComparer.Ordinal).ToList() is { Count: > 0 } unknown)
        {
            throw new NewerDatabaseException(unknown);
        }

        var pending = known.Except(applied, StringComparer.Ordinal).ToList();
        if (pending.Count == 0)
        {
            return [];
        }

        if (db.Database.IsSqlite())
        {
            await SqliteMigrationLock.ClearStaleAsync(db, clock, ct);
        }

        await db.Database.MigrateAsync(ct);

        if (db.Database.IsSqlite())
        {
            // Readers don't wait for the writer. The file remembers it, so no connection needs to ask for it again.
            await db.Database.ExecuteSqlAsync($"PRAGMA journal_mode = WAL", ct);
        }

        return pending;
    }
}
