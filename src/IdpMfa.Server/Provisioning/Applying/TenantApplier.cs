using IdpMfa.Core.Audit;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Tenants;
using IdpMfa.Server.Data;
using IdpMfa.Server.Provisioning.Entries;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.Server.Provisioning.Applying;

/// <summary>Creates tenants, and brings names and themes of existing ones up to date. Their policy is people's.</summary>
internal sealed class TenantApplier(ServerDbContext db, IAuditLog audit, TimeProvider clock)
{
    /// <param name="tenants">The file's.</param>
    /// <param name="overwritingActor">Who overwrites the policies of tenants that are there; null to leave them.</param>
    /// <param name="changes">What was done.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<ProvisioningProblem>> ApplyAsync(
        IReadOnlyList<ProvisionedTenant> tenants,
        string? overwritingActor,
        ICollection<string> changes,
        CancellationToken ct
    )
    {
        var problems = new List<ProvisioningProblem>();
        var existing = await db.Set<Tenant>().ToListAsync(ct);
        foreach (var tenant in tenants)
        {
            var same = existing.Find(other => other.Id.Equals(tenant.Id, StringComparison.OrdinalIgnoreCase));
            if (same is null)
            {
                db.Add(Create(tenant));
                changes.Add($"created tenant '{tenant.Id}'");
            }
            else if (same.Id != tenant.Id)
            {
                problems.Add(
                    new ProvisioningProblem(
                        tenant.Path + ".id",
                        $"'{tenant.Id}' is tenant '{same.Id}' of this server but for case"
                    )
                );
            }
            else
            {
                Update(same, tenant, changes);
                if (overwritingActor is not null && tenant.HasPolicy)
                {
                    await OverwriteAsync(same, tenant.ToPolicy(), overwritingActor, changes, ct);
                }
            }
        }

        return problems;
    }

    private static void Update(Tenant same, ProvisionedTenant tenant, ICollection<string> changes)
    {
        if (same.Name == tenant.Name && same.Theme == tenant.Theme)
        {
            return;
        }

        same.Name = tenant.Name;
        same.Theme = tenant.Theme;
        changes.Add($"updated tenant '{tenant.Id}'");
    }

    private async Task OverwriteAsync(
        Tenant tenant,
        TenantPolicy policy,
        string actor,
        ICollection<string> changes,
        CancellationToken ct
    )
    {
        var change = PolicyChange.Describe(TenantPolicy.Of(tenant), policy);
        if (change.Length == 0)
        {
            return;
        }

        var now = clock.GetUtcNow();
        tenant.EnforcedSince = PolicyChange.EnforcedSince(tenant, policy, now);
        tenant.Enforcement = policy.Enforcement;
        tenant.GracePeriod = policy.GracePeriod;
        tenant.EnrolmentProof = policy.EnrolmentProof;
        tenant.MinimumAcr = policy.MinimumAcr;
        tenant.RecoverySatisfiesMfa = policy.RecoverySatisfiesMfa;
        changes.Add($"changed mfa of tenant '{tenant.Id}': {change}");
        await audit.AppendAsync(
            AuditEvent.Of(AuditCode.PolicyChanged, subject: null, now) with
            {
                TenantId = tenant.Id,
                Actor = actor,
                Detail = change,
            },
            ct
        );
    }

    private Tenant Create(ProvisionedTenant tenant) =>
        new()
        {
            Id = tenant.Id,
            Name = tenant.Name,
            Theme = tenant.Theme,
            Enforcement = tenant.Enforcement,
            EnforcedSince = tenant.Enforcement == MfaEnforcement.Enforced ? clock.GetUtcNow() : null,
            GracePeriod = tenant.GracePeriod,
            EnrolmentProof = tenant.EnrolmentProof,
            MinimumAcr = tenant.MinimumAcr,
            RecoverySatisfiesMfa = tenant.RecoverySatisfiesMfa,
        };
}
