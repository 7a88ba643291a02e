using IdpMfa.Server.Configuration.Sections;

namespace IdpMfa.Server.Configuration;

/// <summary>The section <c>IdpMfa</c>, as far as it is the host's. Lockout, Totp, RecoveryTokens and Session are Core's options.</summary>
internal sealed class ServerOptions
{
    /// <summary>
    /// Public base URL, scheme and host only. Null where a verb needs none. Every request is handled as if by its scheme and
    /// host, and links in mails use nothing else.
    /// </summary>
    public Uri? Issuer { get; set; }

    /// <summary>
    /// Lowers security: permits an <c>http</c> issuer, over which passwords, codes and cookies travel readable. Default true
    /// in Development on a loopback issuer, else false. Behind a TLS proxy the issuer is https and this stays false.
    /// </summary>
    public bool AllowInsecureHttp { get; set; }

    /// <summary>
    /// Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed. Default none. Whoever may send from one of these
    /// addresses chooses the address that rate limits and audit see.
    /// </summary>
    public IReadOnlyList<System.Net.IPNetwork> TrustedProxies { get; set; } = [];

    public DatabaseOptions Database { get; } = new();

    /// <summary>Full path of the JSON file that is applied at start. Default none.</summary>
    public string? Provisioning { get; set; }

    public SmtpOptions Smtp { get; } = new();

    public MailOptions Mail { get; } = new();

    public KeyOptions Keys { get; } = new();

    public NativeGrantOptions NativeGrants { get; } = new();

    public RateLimitingOptions RateLimiting { get; } = new();

    public BackchannelLogoutOptions BackchannelLogout { get; } = new();

    public ThemeOptions Themes { get; } = new();
}
