using IdpMfa.Core.Enforcement;

namespace IdpMfa.Core.Tenants;

/// <summary>What a tenant's administrators decide about MFA.</summary>
public sealed record TenantPolicy
{
    public static readonly TimeSpan MaxGracePeriod = TimeSpan.FromDays(365);

    public required MfaEnforcement Enforcement { get; init; }

    public required TimeSpan GracePeriod { get; init; }

    public required EnrolmentProof EnrolmentProof { get; init; }

    public required AcrLevel? MinimumAcr { get; init; }

    public required bool RecoverySatisfiesMfa { get; init; }

    public static TenantPolicy Of(Tenant tenant) =>
        new()
        {
            Enforcement = tenant.Enforcement,
            GracePeriod = tenant.GracePeriod,
            EnrolmentProof = tenant.EnrolmentProof,
            MinimumAcr = tenant.MinimumAcr,
            RecoverySatisfiesMfa = tenant.RecoverySatisfiesMfa,
        };
}
