using IdpMfa.Server.Configuration.Sections;

namespace IdpMfa.Server.Configuration;

/// <summary>Names what is accepted but not enforced or served in this version, and what lowers security.</summary>
internal static class ConfigurationWarnings
{
    public static IReadOnlyList<string> Find(SettingReader settings, ServerOptions server)
    {
        var warnings = new List<string>();

        if (server.Keys.CertificatePath is null)
        {
            warnings.Add(
                $"{ConfigurationKeys.KeyCertificatePath} is not set: the key ring is not encrypted at rest, so whoever reads the "
                    + "database can read the keys in it"
            );
        }

        if (server.AllowInsecureHttp && server.Issuer is { IsLoopback: false, Scheme: "http" })
        {
            warnings.Add(
                $"{ConfigurationKeys.AllowInsecureHttp} is true: passwords and codes travel readable to {server.Issuer.Host}"
            );
        }

        if (server.TrustedProxies.Any(proxy => proxy.PrefixLength == 0))
        {
            warnings.Add(
                $"{ConfigurationKeys.TrustedProxies} has every address: anybody can choose the address that limits and audit see"
            );
        }

        if (server.Smtp is { Host: not null, Security: SmtpSecurity.None } && !IsLoopback(server.Smtp.Host))
        {
            warnings.Add(
                $"{ConfigurationKeys.SmtpSecurity} is None: mails with links and codes travel readable to {server.Smtp.Host}"
            );
        }

        if (server.NativeGrants.Enabled)
        {
            warnings.Add(
                $"{ConfigurationKeys.NativeGrantsEnabled} has no effect yet: this version serves no native grants"
            );
        }

        if (settings.IsSectionSet(ConfigurationKeys.Acr))
        {
            warnings.Add($"{ConfigurationKeys.Acr} has no effect yet: this version uses the built-in levels and names");
        }

        if (settings.IsSet(ConfigurationKeys.BackchannelLogoutAllowPrivateAddresses))
        {
            warnings.Add("IdpMfa:BackchannelLogout has no effect yet: this version sends no logout notices");
        }

        return warnings;
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));
}
