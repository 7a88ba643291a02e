using System.Buffers.Text;
using System.Security.Cryptography;
using IdpMfa.Core.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdpMfa.Web.Security;

/// <summary>
/// A random number that a browser keeps, so that a sign-in from another one can be told to the user. It opens nothing: who
/// copies it is only not told of.
/// </summary>
internal sealed class BrowserCookie(IHttpContextAccessor accessor, IOptions<WebOptions> options) : ICurrentBrowser
{
    private const int IdLength = 22; // 128 bits

    private string Name => CookieNames.Of(options.Value, "Browser");

    public string? GetId()
    {
        if (accessor.HttpContext is not { } http)
        {
            return null;
        }

        // Asked once more, in a unit of work that runs again, it is the same.
        if (http.Items[typeof(BrowserCookie)] is string known)
        {
            return known;
        }

        var id =
            http.Request.Cookies[Name] is { Length: IdLength } sent && sent.All(IsBase64Url)
                ? sent
                : Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        http.Items[typeof(BrowserCookie)] = id;
        http.Response.Cookies.Append(
            Name,
            id,
            new CookieOptions
            {
                HttpOnly = true,
                Secure = options.Value.IsSecure,
                SameSite = SameSiteMode.Lax,
                Path = "/",
                MaxAge = KnownBrowser.Lifetime,
                IsEssential = true,
            }
        );
        return id;
    }

    private static bool IsBase64Url(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';
}
