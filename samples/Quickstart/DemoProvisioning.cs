using System.Text.Json;

namespace Quickstart;

/// <summary>The provisioning file for this run's addresses, and who is in it.</summary>
internal sealed record DemoProvisioning(string Json, IReadOnlyList<DemoUser> Users)
{
    public static DemoProvisioning Read(string template, string relyingParty)
    {
        var json = File.ReadAllText(template).Replace("{relyingParty}", relyingParty, StringComparison.Ordinal);
        var file = JsonSerializer.Deserialize<ProvisioningFile>(json, JsonSerializerOptions.Web)!;
        var tenants = file.Tenants.ToDictionary(tenant => tenant.Id);

        return new DemoProvisioning(
            json,
            [
                .. file.Users.Select(user => new DemoUser(
                    user.UserName,
                    user.Password,
                    $"{user.Tenant} (MFA {tenants[user.Tenant].Mfa.Enforcement})",
                    $"{tenants[user.Tenant].Name}:{user.UserName}",
                    user.Totp?.Secret,
                    user.RecoveryTokens ?? []
                )),
            ]
        );
    }

    private sealed record ProvisioningFile(IReadOnlyList<TenantEntry> Tenants, IReadOnlyList<UserEntry> Users);

    private sealed record TenantEntry(string Id, string Name, MfaEntry Mfa);

    private sealed record MfaEntry(string Enforcement);

    private sealed record TotpEntry(string Secret);

    private sealed record UserEntry(
        string Tenant,
        string UserName,
        string Password,
        TotpEntry? Totp,
        IReadOnlyList<string>? RecoveryTokens
    );
}
