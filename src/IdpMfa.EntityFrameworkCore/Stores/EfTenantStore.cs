using IdpMfa.Core.Tenants;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal sealed class EfTenantStore<TContext>(TContext db) : ITenantStore
    where TContext : DbContext
{
    public async Task<Tenant?> FindAsync(string tenantId, CancellationToken ct)
    {
        var found = await db.Set<Tenant>().AsNoTracking().FirstOrDefaultAsync(tenant => tenant.Id == tenantId, ct);

        // A database may ignore case.
        return string.Equals(found?.Id, tenantId, StringComparison.Ordinal) ? found : null;
    }

    public Task HoldAsync(string tenantId, CancellationToken ct) =>
        db.Set<Tenant>()
            .Where(tenant => tenant.Id == tenantId)
            .ExecuteUpdateAsync(row => row.SetProperty(tenant => tenant.Holds, tenant => tenant.Holds + 1), ct);

    public async Task<bool> TrySetPolicyAsync(
        string tenantId,
        TenantPolicy policy,
        DateTimeOffset? enforcedSince,
        CancellationToken ct
    ) =>
        await db.Set<Tenant>()
            .Where(tenant => tenant.Id == tenantId)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(tenant => tenant.Enforcement, policy.Enforcement)
                        .SetProperty(tenant => tenant.EnforcedSince, enforcedSince)
                        .SetProperty(tenant => tenant.GracePeriod, policy.GracePeriod)
                        .SetProperty(tenant => tenant.EnrolmentProof, policy.EnrolmentProof)
                        .SetProperty(tenant => tenant.MinimumAcr, policy.MinimumAcr)
                        .SetProperty(tenant => tenant.RecoverySatisfiesMfa, policy.RecoverySatisfiesMfa),
                ct
            ) == 1;

    public Task<bool> AnyAsync(CancellationToken ct) => db.Set<Tenant>().AnyAsync(ct);
}
