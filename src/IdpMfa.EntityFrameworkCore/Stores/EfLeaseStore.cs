using IdpMfa.Core.Leases;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal sealed class EfLeaseStore<TContext>(TContext db) : ILeaseStore
    where TContext : DbContext
{
    private DbSet<Lease> Leases => db.Set<Lease>();

    public async Task<bool> TryTakeAsync(
        string name,
        string owner,
        DateTimeOffset now,
        DateTimeOffset until,
        CancellationToken ct
    ) =>
        await Leases
            .Where(lease => lease.Name == name && (lease.Owner == owner || lease.Until <= now))
            .ExecuteUpdateAsync(
                row => row.SetProperty(lease => lease.Owner, owner).SetProperty(lease => lease.Until, until),
                ct
            ) == 1;

    public Task ReleaseAsync(string name, string owner, CancellationToken ct) =>
        Leases
            .Where(lease => lease.Name == name && lease.Owner == owner)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(lease => lease.Owner, "")
                        .SetProperty(lease => lease.Until, DateTimeOffset.MinValue),
                ct
            );

    public Task HoldAsync(string name, CancellationToken ct) =>
        Leases
            .Where(lease => lease.Name == name)
            .ExecuteUpdateAsync(row => row.SetProperty(lease => lease.Holds, lease => lease.Holds + 1), ct);
}
