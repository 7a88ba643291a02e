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

    /// <summary>Adds a row at once, unless another request or node is faster.</summary>
    /// <param name="db">The context.</param>
    /// <param name="row">The row.</param>
    /// <param name="existsAsync">Whether there is one by now: otherwise the failure was another.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where another was faster.</returns>
    public static async Task<bool> TryInsertAsync<T>(
        this DbContext db,
        T row,
        Func<Task<bool>> existsAsync,
        CancellationToken ct
    )
        where T : class
    {
        db.Add(row);
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            db.Entry(row).State = EntityState.Detached;
            if (!await existsAsync())
            {
                throw;
            }

            return false;
        }
    }
}
