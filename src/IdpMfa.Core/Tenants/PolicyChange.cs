using System.Globalization;
using IdpMfa.Core.Enforcement;

namespace IdpMfa.Core.Tenants;

/// <summary>What a new policy changes. Pure.</summary>
public static class PolicyChange
{
    /// <summary>The grace period counts from when enforcement was switched on; while it stays on, that moment stays.</summary>
    public static DateTimeOffset? EnforcedSince(Tenant tenant, TenantPolicy policy, DateTimeOffset now)
    {
        if (policy.Enforcement != MfaEnforcement.Enforced)
        {
            return null;
        }

        return tenant.Enforcement == MfaEnforcement.Enforced ? tenant.EnforcedSince : now;
    }

    /// <summary>Old and new values as codes, for the audit; empty where nothing changes.</summary>
    public static string Describe(TenantPolicy before, TenantPolicy after) =>
        string.Join("; ", Differences(before, after));

    /// <summary>The tenant as it would be.</summary>
    public static Tenant Apply(Tenant tenant, TenantPolicy policy, DateTimeOffset now) =>
        new()
        {
            Id = tenant.Id,
            Name = tenant.Name,
            Theme = tenant.Theme,
            Enforcement = policy.Enforcement,
            EnforcedSince = EnforcedSince(tenant, policy, now),
            GracePeriod = policy.GracePeriod,
            EnrolmentProof = policy.EnrolmentProof,
            MinimumAcr = policy.MinimumAcr,
            RecoverySatisfiesMfa = policy.RecoverySatisfiesMfa,
        };

    private static IEnumerable<string> Differences(TenantPolicy before, TenantPolicy after) =>
        Values(before)
            .Zip(Values(after))
            .Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => $"{pair.First.Name} {pair.First.Value} -> {pair.Second.Value}");

    private static IEnumerable<(string Name, string Value)> Values(TenantPolicy policy) =>
        [
            ("enforcement", policy.Enforcement.ToString().ToLowerInvariant()),
            ("grace_period", policy.GracePeriod.ToString("c", CultureInfo.InvariantCulture)),
            ("enrolment_proof", policy.EnrolmentProof.ToString().ToLowerInvariant()),
            ("minimum_acr", policy.MinimumAcr is { } level ? AcrNames.Of(level) : "none"),
            ("recovery_satisfies_mfa", policy.RecoverySatisfiesMfa ? "true" : "false"),
        ];
}
