namespace IdpMfa.Server.Provisioning.Entries;

/// <summary>A provisioning file that was read and found usable.</summary>
internal sealed record ProvisioningFile(
    IReadOnlyList<ProvisionedTenant> Tenants,
    IReadOnlyList<ProvisionedUser> Users,
    IReadOnlyList<ProvisionedClient> Clients,
    IReadOnlyList<ProvisionedScope> Scopes
);
