using IdpMfa.Core.Enforcement;

namespace IdpMfa.Core.Clients;

/// <summary>What a relying party's registration says about sign-in.</summary>
public sealed record ClientSettings
{
    public required string ClientId { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>Every sign-in to this client needs MFA, whatever the tenant says.</summary>
    public bool RequireMfa { get; init; }

    public AcrLevel? MinimumAcr { get; init; }

    public string? Theme { get; init; }

    /// <summary>The level that every sign-in to this client must reach, or null.</summary>
    public AcrLevel? Minimum => RequireMfa && !(MinimumAcr > AcrLevel.Mfa) ? AcrLevel.Mfa : MinimumAcr;
}
