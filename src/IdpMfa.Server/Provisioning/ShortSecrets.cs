using IdpMfa.Core.Enforcement;
using IdpMfa.Server.Provisioning.Entries;

namespace IdpMfa.Server.Provisioning;

/// <summary>Names passwords and client secrets of a file that are shorter than people's must be. They are taken all the same.</summary>
internal static class ShortSecrets
{
    // NIST SP 800-63B-4 3.1.1.2: 15 characters where the password may be the only factor, 8 where MFA is enforced.
    private const int MinPassword = 15;
    private const int MinPasswordWithMfa = 8;

    private const int MinClientSecret = 32;

    public static IEnumerable<string> Find(ProvisioningFile file)
    {
        foreach (var user in file.Users)
        {
            var isEnforced = file.Tenants.Any(tenant =>
                tenant.Id == user.TenantId && tenant.Enforcement == MfaEnforcement.Enforced
            );
            var min = isEnforced ? MinPasswordWithMfa : MinPassword;
            if (user.Password is { } password && password.Reveal().Length < min)
            {
                yield return $"user '{user.UserName}': the password has fewer than {min} characters";
            }
        }

        foreach (var client in file.Clients)
        {
            if (client.ClientSecret is { } secret && secret.Reveal().Length < MinClientSecret)
            {
                yield return $"client '{client.ClientId}': the secret has fewer than {MinClientSecret} characters";
            }
        }
    }
}
