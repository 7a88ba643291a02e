namespace IdpMfa.Server.Hosting;

/// <summary>
/// Handles every request as if it had come by the issuer's scheme and host, behind a proxy or not: no Host header decides
/// what a link or a token says.
/// </summary>
internal sealed class IssuerMiddleware(RequestDelegate next, Uri issuer)
{
    /// <summary>For this host only: its subdomains are not ours to speak for.</summary>
    private const string OneYear = "max-age=31536000";

    private readonly HostString _host = HostString.FromUriComponent(issuer);
    private readonly bool _isSecure = issuer.Scheme == Uri.UriSchemeHttps;

    public Task InvokeAsync(HttpContext http)
    {
        http.Request.Scheme = issuer.Scheme;
        http.Request.Host = _host;
        if (_isSecure)
        {
            http.Response.Headers.StrictTransportSecurity = OneYear;
        }

        return next(http);
    }
}
