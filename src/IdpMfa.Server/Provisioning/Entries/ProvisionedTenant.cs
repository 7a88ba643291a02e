using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Tenants;

namespace IdpMfa.Server.Provisioning.Entries;

/// <summary>An entry of <c>tenants</c>; a member that the file lacks has its default.</summary>
internal sealed class ProvisionedTenant
{
    public required string Path { get; init; }

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Theme { get; init; }

    /// <summary>Whether the file says anything of the policy; if so, it says all of it.</summary>
    public bool HasPolicy { get; init; }

    public required MfaEnforcement Enforcement { get; init; }

    public required TimeSpan GracePeriod { get; init; }

    public required EnrolmentProof EnrolmentProof { get; init; }

    public required AcrLevel? MinimumAcr { get; init; }

    public required bool RecoverySatisfiesMfa { get; init; }

    public TenantPolicy ToPolicy() =>
        new()
        {
            Enforcement = Enforcement,
            GracePeriod = GracePeriod,
            EnrolmentProof = EnrolmentProof,
            MinimumAcr = MinimumAcr,
            RecoverySatisfiesMfa = RecoverySatisfiesMfa,
        };
}
