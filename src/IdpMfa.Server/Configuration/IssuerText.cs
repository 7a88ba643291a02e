using System.Net;

namespace IdpMfa.Server.Configuration;

/// <summary>What an issuer may look like: scheme, host and port, nothing else.</summary>
internal static class IssuerText
{
    /// <returns>False, with words for the operator, where the text is no usable issuer.</returns>
    public static bool TryParse(string text, out Uri issuer, out string problem)
    {
        problem = $"'{text}' is not an absolute http or https URL; write for example https://login.example.com";
        if (
            !Uri.TryCreate(text.Trim(), UriKind.Absolute, out issuer!)
            || (issuer.Scheme != Uri.UriSchemeHttp && issuer.Scheme != Uri.UriSchemeHttps)
            || !text.Trim().StartsWith(issuer.Scheme + "://", StringComparison.OrdinalIgnoreCase)
            || issuer.Host.Length == 0
        )
        {
            return false;
        }

        var bare = issuer.GetLeftPart(UriPartial.Authority);
        if (issuer.UserInfo.Length > 0)
        {
            // Not repeated: what stands there may be a password.
            problem = "has a user name or password in it; write scheme, host and port only";
            return false;
        }

        if (issuer.AbsolutePath != "/" || text.AsSpan().ContainsAny('?', '#'))
        {
            problem = $"'{text}' has a path, query or fragment; write {bare}";
            return false;
        }

        if (IsAnyAddress(issuer))
        {
            problem = $"'{text}' is no address that a browser can go to; write the public name of this server";
            return false;
        }

        if (issuer.Port == 0)
        {
            problem = $"'{text}' has port 0; write the port that browsers use";
            return false;
        }

        issuer = new Uri(bare);
        return true;
    }

    private static bool IsAnyAddress(Uri url) =>
        IPAddress.TryParse(url.Host.Trim('[', ']'), out var address)
        && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));
}
