namespace IdpMfa.Core.Tenants;

/// <summary>The tenants of this server.</summary>
public interface ITenantStore
{
    Task<Tenant?> FindAsync(string tenantId, CancellationToken ct);

    Task<bool> AnyAsync(CancellationToken ct);

    /// <summary>
    /// Holds the tenant's row until the unit of work ends, so that changes which must not cross come one after the other.
    /// </summary>
    Task HoldAsync(string tenantId, CancellationToken ct);

    /// <summary>Writes the policy; <paramref name="enforcedSince"/> goes with it.</summary>
    Task<bool> TrySetPolicyAsync(
        string tenantId,
        TenantPolicy policy,
        DateTimeOffset? enforcedSince,
        CancellationToken ct
    );
}
