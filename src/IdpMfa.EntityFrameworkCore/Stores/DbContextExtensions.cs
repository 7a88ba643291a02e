using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal static class DbContextExtensions
{
    /// <summary>Adds a row: at once, or within a unit of work together with everything else of it.</summary>
    public static async Task InsertAsync<T>(this DbContext db, T row, CancellationToken ct)
        where T : class
    {
        db.Add(row);
        if (db.Database.CurrentTransaction is null)
        {
            await db.SaveChangesAsync(ct);
        }
    }
}
