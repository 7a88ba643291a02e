using Microsoft.AspNetCore.Mvc.Filters;

namespace IdpMfa.Web.Security;

/// <summary>The headers of every page: nothing from elsewhere, no frames, no copies in caches.</summary>
/// <remarks>
/// form-action is left out: browsers apply it to the redirects after a form, and a sign-in ends at the relying party, which
/// may send the browser on to wherever it likes. So is Cross-Origin-Opener-Policy: it would cut a relying party's popup off
/// from the page that opened it.
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SecurityHeadersAttribute : ResultFilterAttribute
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    public override void OnResultExecuting(ResultExecutingContext context)
    {
        var headers = context.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XFrameOptions = "DENY";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";

        // As antiforgery sets it; with less it logs a warning for every form.
        headers.CacheControl = "no-cache, no-store";
    }
}
