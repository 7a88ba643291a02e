namespace IdpMfa.Web.Security;

/// <summary>Cookie names. <c>__Host-</c> makes a browser refuse them from a sibling domain and without TLS (RFC 6265bis §4.1.3.2).</summary>
internal static class CookieNames
{
    public static string Of(WebOptions options, string name) =>
        options.IsSecure ? $"__Host-IdpMfa.{name}" : $"IdpMfa.{name}";
}
