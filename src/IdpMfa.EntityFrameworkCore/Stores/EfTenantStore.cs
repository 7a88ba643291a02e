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

    public Task<bool> AnyAsync(CancellationToken ct) => db.Set<Tenant>().AnyAsync(ct);
}
