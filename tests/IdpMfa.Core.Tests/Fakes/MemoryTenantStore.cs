using IdpMfa.Core.Tenants;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed class MemoryTenantStore(MemoryConnection connection) : ITenantStore
{
    public Task<Tenant?> FindAsync(string tenantId, CancellationToken ct) =>
        connection.ReadAsync(state => state.Tenants.GetValueOrDefault(tenantId), ct);

    public Task<bool> AnyAsync(CancellationToken ct) => connection.ReadAsync(state => !state.Tenants.IsEmpty, ct);
}
