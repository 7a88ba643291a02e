using System.Net;

namespace IdpMfa.Server.Configuration;

/// <summary>What <c>--urls</c> says, and whether an issuer follows from it.</summary>
internal static class ListenAddresses
{
    /// <summary>Where the web server listens when nothing is configured.</summary>
    public const string Default = "http://localhost:5000";

    /// <summary>The addresses, or none where they don't come from <c>--urls</c>.</summary>
    public static IReadOnlyList<string> Read(IConfiguration configuration)
    {
        if (configuration.GetSection("Kestrel:Endpoints").GetChildren().Any())
        {
            return [];
        }

        if (configuration["urls"] is { } urls && !string.IsNullOrWhiteSpace(urls))
        {
            return urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }

        // These two listen on every address of the machine.
        var hasPorts =
            configuration["http_ports"] is { Length: > 0 } || configuration["https_ports"] is { Length: > 0 };
        return hasPorts ? [] : [Default];
    }

    /// <returns>What is wrong with an address, or null.</returns>
    public static string? FindProblem(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.PathBase.Length > 0 ? $"urls: '{url}' has a path; write scheme, host and port only" : null;
        }
        catch (FormatException)
        {
            return $"urls: '{url}' is not an address to listen on; write for example {Default}";
        }
    }

    /// <returns>The issuer that the addresses name, or null, with the reason why they name none.</returns>
    public static string? FindIssuer(IReadOnlyList<string> urls, out string reason)
    {
        reason = "";
        if (urls.Count != 1)
        {
            reason =
                urls.Count == 0 ? "the server doesn't listen on one address of --urls" : "--urls has several addresses";
            return null;
        }

        var address = BindingAddress.Parse(urls[0]);
        if (IsWildcard(address))
        {
            reason = $"'{urls[0]}' in --urls stands for no single host";
            return null;
        }

        if (address.Port == 0)
        {
            reason = $"'{urls[0]}' in --urls has port 0, so the port is known only after the start";
            return null;
        }

        return $"{address.Scheme}://{address.Host}:{address.Port}";
    }

    private static bool IsWildcard(BindingAddress address) =>
        address.IsUnixPipe
        || address.IsNamedPipe
        || address.Host is "*" or "+"
        || (
            IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip)
            && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))
        );
}
