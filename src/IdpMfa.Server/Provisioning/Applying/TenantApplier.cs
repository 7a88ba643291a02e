using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Tenants;
using IdpMfa.Server.Data;
using IdpMfa.Server.Provisioning.Entries;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.Server.Provisioning.Applying;

/// <summary>Creates tenants, and brings names and themes of existing ones up to date. Their policy is people's.</summary>
internal sealed class TenantApplier(ServerDbContext db, TimeProvider clock)
{
    public async Task<IReadOnlyList<ProvisioningProblem>> ApplyAsync(
        IReadOnlyList<ProvisionedTenant> tenants,
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
            else if (same.Name != tenant.Name || same.Theme != tenant.Theme)
            {
                same.Name = tenant.Name;
                same.Theme = tenant.Theme;
                changes.Add($"updated tenant '{tenant.Id}'");
            }
        }

        return problems;
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
