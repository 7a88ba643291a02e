using System.Data.Common;
using IdpMfa.Core.Leases;
using Microsoft.Extensions.DependencyInjection;

namespace IdpMfa.EntityFrameworkCore.Background;

/// <summary>Lets one node of the cluster do some work at a time. When that node dies, another takes over within a minute.</summary>
public sealed class LeasedTurns(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(60);

    /// <summary>Another one after each start.</summary>
    private readonly string _node = Guid.CreateVersion7().ToString("N");

    /// <summary>Takes or renews the lease. Work that takes longer than a minute calls it again and again.</summary>
    public async Task<bool> TryTakeAsync(string lease, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        return await scope
            .ServiceProvider.GetRequiredService<ILeaseStore>()
            .TryTakeAsync(lease, _node, now, now + Duration, ct);
    }

    /// <summary>Gives the lease up, so that another node need not wait until it is over.</summary>
    public async Task ReleaseAsync(string lease, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ILeaseStore>().ReleaseAsync(lease, _node, ct);
        }
        catch (DbException)
        {
            // The database is away: it ends by itself.
        }
    }
}
