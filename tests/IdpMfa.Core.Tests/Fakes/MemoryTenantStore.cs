using IdpMfa.Core.Tenants;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed class MemoryTenantStore(MemoryConnection connection) : ITenantStore
{
    public Task<Tenant?> FindAsync(string tenantId, CancellationToken ct) =>
        connection.ReadAsync(state => state.Tenants.GetValueOrDefault(tenantId), ct);

    /// <summary>Every unit of work holds everything.</summary>
    public Task HoldAsync(string tenantId, CancellationToken ct) => connection.ReadAsync(_ => true, ct);

    public Task<bool> TrySetPolicyAsync(
        string tenantId,
        TenantPolicy policy,
        DateTimeOffset? enforcedSince,
        CancellationToken ct
    ) =>
        connection.TryWriteAsync(
            state =>
                state.Tenants.GetValueOrDefault(tenantId) is { } tenant
                    ? state with
                    {
                        Tenants = state.Tenants.SetItem(tenantId, WithPolicy(tenant, policy, enforcedSince)),
                    }
                    : null,
            ct
        );

    private static Tenant WithPolicy(Tenant tenant, TenantPolicy policy, DateTimeOffset? enforcedSince) =>
        new()
        {
            Id = tenant.Id,
            Name = tenant.Name,
            Theme = tenant.Theme,
            Enforcement = policy.Enforcement,
            EnforcedSince = enforcedSince,
            GracePeriod = policy.GracePeriod,
            EnrolmentProof = policy.EnrolmentProof,
            MinimumAcr = policy.MinimumAcr,
            RecoverySatisfiesMfa = policy.RecoverySatisfiesMfa,
        };

    public Task<bool> AnyAsync(CancellationToken ct) => connection.ReadAsync(state => !state.Tenants.IsEmpty, ct);
}
