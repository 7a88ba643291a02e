using IdpMfa.Core.Administration;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal sealed class EfAdminRecoveryStore<TContext>(TContext db) : IAdminRecoveryStore
    where TContext : DbContext
{
    private DbSet<StoredAdminRecovery> Recoveries => db.Set<StoredAdminRecovery>();

    public async Task ReplaceAsync(StoredAdminRecovery recovery, CancellationToken ct)
    {
        await Recoveries.Where(earlier => earlier.UserId == recovery.UserId).ExecuteDeleteAsync(ct);
        await db.InsertAsync(recovery, ct);
    }

    public Task<StoredAdminRecovery?> FindAsync(byte[] hash, CancellationToken ct) =>
        Recoveries.AsNoTracking().FirstOrDefaultAsync(recovery => recovery.Hash == hash, ct);

    public async Task<bool> TryChargeAsync(Guid id, DateTimeOffset now, CancellationToken ct) =>
        await Recoveries
            .Where(recovery => recovery.Id == id && recovery.UsedAt == null && recovery.ExpiresAt > now)
            .Where(recovery => recovery.Tries < StoredAdminRecovery.MaxTries)
            .ExecuteUpdateAsync(row => row.SetProperty(recovery => recovery.Tries, recovery => recovery.Tries + 1), ct)
        == 1;

    public async Task<bool> TryConsumeAsync(Guid id, DateTimeOffset now, CancellationToken ct) =>
        await Recoveries
            .Where(recovery => recovery.Id == id && recovery.UsedAt == null && recovery.ExpiresAt > now)
            .ExecuteUpdateAsync(row => row.SetProperty(recovery => recovery.UsedAt, now), ct) == 1;
}
