using IdpMfa.Core.Secrets;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal sealed class EfKeyCanaryStore<TContext>(TContext db) : IKeyCanaryStore
    where TContext : DbContext
{
    public Task<KeyCanary?> FindAsync(CancellationToken ct) =>
        db.Set<KeyCanary>().AsNoTracking().FirstOrDefaultAsync(canary => canary.Id == KeyCanary.OnlyId, ct);

    public async Task AddAsync(KeyCanary canary, CancellationToken ct)
    {
        db.Add(canary);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            db.Entry(canary).State = EntityState.Detached;
            if (await FindAsync(ct) is null)
            {
                throw;
            }
        }
    }
}
