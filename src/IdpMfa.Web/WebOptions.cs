namespace IdpMfa.Web;

/// <summary>What the pages need to know of their host.</summary>
public sealed class WebOptions
{
    /// <summary>The public base URL. With https every cookie is Secure and named <c>__Host-…</c>. Required.</summary>
    public Uri? Issuer { get; set; }

    /// <summary>The folder that holds themes, one folder each. Required.</summary>
    public string ThemesPath { get; set; } = "";

    internal bool IsSecure => Issuer?.Scheme == Uri.UriSchemeHttps;
}
