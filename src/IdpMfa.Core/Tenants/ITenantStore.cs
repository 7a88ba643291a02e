namespace IdpMfa.Core.Tenants;

/// <summary>The tenants of this server.</summary>
public interface ITenantStore
{
    Task<Tenant?> FindAsync(string tenantId, CancellationToken ct);

    Task<bool> AnyAsync(CancellationToken ct);
}
