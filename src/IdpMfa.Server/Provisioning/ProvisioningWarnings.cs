using IdpMfa.Core.Enforcement;
using IdpMfa.Server.Configuration;
using IdpMfa.Server.Provisioning.Entries;

namespace IdpMfa.Server.Provisioning;

/// <summary>Names what a file asks for and this version does not serve, and who could not sign in, per tenant, user and client.</summary>
internal static class ProvisioningWarnings
{
    public static IReadOnlyList<string> Find(ProvisioningFile file, ServerOptions server) =>
        [
            .. file.Tenants.SelectMany(OfTenant),
            .. file.Users.SelectMany(user =>
                OfUser(user, file.Tenants.FirstOrDefault(tenant => tenant.Id == user.TenantId))
            ),
            .. file.Clients.SelectMany(client => OfClient(client, server)),
        ];

    private static IEnumerable<string> OfTenant(ProvisionedTenant tenant)
    {
        var name = $"tenant '{tenant.Id}'";
        if (tenant.MinimumAcr == AcrLevel.PhishingResistant)
        {
            yield return $"{name}: minimumAcr {AcrNames.PhishingResistant} needs passkeys, which this version does not have: "
                + "nobody can sign in";
        }
    }

    private static IEnumerable<string> OfUser(ProvisionedUser user, ProvisionedTenant? tenant)
    {
        var mustProve = tenant is { Enforcement: MfaEnforcement.Enforced, EnrolmentProof: EnrolmentProof.Email };
        if (mustProve && user is { ConfirmedEmail: null, Totp: null, IsDisabled: false })
        {
            yield return $"user '{user.UserName}': has no confirmed mail address and must set up MFA: that needs an enrolment "
                + "pass of an administrator or of 'users enrolment-pass'";
        }

        if (user is { Password: null, PasswordHash: null })
        {
            yield return $"user '{user.UserName}': has neither password nor passwordHash and can't sign in";
        }
    }

    private static IEnumerable<string> OfClient(ProvisionedClient client, ServerOptions server)
    {
        var name = $"client '{client.ClientId}'";
        if (client.MinimumAcr == AcrLevel.PhishingResistant)
        {
            yield return $"{name}: minimumAcr {AcrNames.PhishingResistant} needs passkeys, which this version does not have: "
                + "nobody can sign in";
        }

        if (client.Consent == ClientConsent.Explicit)
        {
            yield return $"{name}: consent explicit is not enforced yet: this version has no consent page";
        }

        if (client.RequirePar)
        {
            yield return $"{name}: requirePar is not enforced yet: requests need not be pushed";
        }

        if (client.Resource is not null)
        {
            yield return $"{name}: resource has no effect yet: this version has no introspection";
        }

        if (client.AdminTenants.Count > 0)
        {
            yield return $"{name}: adminTenants has no effect yet: this version has no admin API";
        }

        if (client.BackchannelLogoutUri is not null)
        {
            yield return $"{name}: backchannelLogoutUri has no effect yet: this version sends no logout notices";
        }

        foreach (var grant in client.GrantTypes.Except(GrantTypeNames.Served))
        {
            var isSwitchedOff = GrantTypeNames.Native.Contains(grant) && !server.NativeGrants.Enabled;
            yield return $"{name}: grant type {grant} is not served in this version"
                + (isSwitchedOff ? $", and {ConfigurationKeys.NativeGrantsEnabled} is off" : "");
        }
    }
}
