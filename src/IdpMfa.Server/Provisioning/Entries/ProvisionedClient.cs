using IdpMfa.Core.Enforcement;

namespace IdpMfa.Server.Provisioning.Entries;

/// <summary>An entry of <c>clients</c>. A class, not a record: records print what they hold.</summary>
internal sealed class ProvisionedClient
{
    public required string Path { get; init; }

    public required string ClientId { get; init; }

    public required string ClientName { get; init; }

    /// <summary>Null for a public client.</summary>
    public required SecretText? ClientSecret { get; init; }

    public required IReadOnlyList<Uri> RedirectUris { get; init; }

    public required IReadOnlyList<Uri> PostLogoutRedirectUris { get; init; }

    /// <summary>With <c>mfa</c> written out as the grants that it stands for.</summary>
    public required IReadOnlyList<string> GrantTypes { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Always true for a public client, whatever the file says.</summary>
    public required bool RequirePkce { get; init; }

    public required bool RequirePar { get; init; }

    public required bool RequireMfa { get; init; }

    public required AcrLevel? MinimumAcr { get; init; }

    public required ClientConsent Consent { get; init; }

    public required string? Resource { get; init; }

    public required IReadOnlyList<string> AdminTenants { get; init; }

    public required Uri? BackchannelLogoutUri { get; init; }

    public required string? Theme { get; init; }
}
