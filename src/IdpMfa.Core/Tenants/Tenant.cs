using IdpMfa.Core.Enforcement;

namespace IdpMfa.Core.Tenants;

/// <summary>An account (a company) with its MFA policy.</summary>
public sealed class Tenant
{
    public const int MaxIdLength = 64;

    public required string Id { get; init; }

    public required string Name { get; set; }

    public string Theme { get; set; } = "default";

    public MfaEnforcement Enforcement { get; set; } = MfaEnforcement.Optional;

    /// <summary>When enforcement was switched on; the grace period counts from here.</summary>
    public DateTimeOffset? EnforcedSince { get; set; }

    public TimeSpan GracePeriod { get; set; }

    public EnrolmentProof EnrolmentProof { get; set; } = EnrolmentProof.Email;

    public AcrLevel? MinimumAcr { get; set; }

    /// <summary>False: a sign-in with a recovery token is worth less than one with the authenticator.</summary>
    public bool RecoverySatisfiesMfa { get; set; } = true;

    /// <summary>Moves whenever the row is held, so that two changes on two nodes can't both commit.</summary>
    public int Holds { get; init; }
}
