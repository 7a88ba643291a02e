using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace IdpMfa.OpenIddict.Endpoints;

/// <summary>The headers of everything that the protocol's endpoints send to browsers.</summary>
internal static class ProtocolHeaders
{
    /// <summary>The one script of the engine's form_post page, letter for letter.</summary>
    private const string FormPostScript = "document.form.submit();";

    /// <summary>Only that script may run. form-action is left out: the form goes to the relying party.</summary>
    private static readonly string ContentSecurityPolicy =
        $"default-src 'none'; script-src 'sha256-{Hash(FormPostScript)}'; base-uri 'none'; frame-ancestors 'none'";

    public static void Write(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
    }

    private static string Hash(string script) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
}
