using IdpMfa.Core.Secrets;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal sealed class EfKeyCanaryStore<TContext>(TContext db) : IKeyCanaryStore
    where TContext : DbContext
{
    public Task<KeyCanary?> FindAsync(CancellationToken ct) =>
        db.Set<KeyCanary>().AsNoTracking().FirstOrDefaultAsync(canary => canary.Id == KeyCanary.OnlyId, ct);

    public Task AddAsync(KeyCanary canary, CancellationToken ct) =>
        db.TryInsertAsync(canary, async () => await FindAsync(ct) is not null, ct);
}
