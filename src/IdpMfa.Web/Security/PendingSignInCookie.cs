using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using IdpMfa.Core.SignIn;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdpMfa.Web.Security;

/// <summary>
/// Binds a pending sign-in to the browser that gave the password. Each waiting request has a cookie of its own, so that two
/// tabs don't end each other's sign-in.
/// </summary>
internal sealed class PendingSignInCookie(IDataProtectionProvider provider, IOptions<WebOptions> options)
{
    /// <summary>A browser keeps this many; the oldest go, so that headers stay small.</summary>
    private const int MaxCookies = 8;

    private const int SuffixBytes = 8;

    private readonly IDataProtector _protector = provider.CreateProtector("IdpMfa", "PendingSignIn", "v1");

    private string Prefix => CookieNames.Of(options.Value, "Pending");

    public void Write(HttpContext http, PendingSignIn pending)
    {
        var name = NameOf(pending.InteractionKey);
        foreach (var old in ListOld(http, name))
        {
            Delete(http.Response, old);
        }

        http.Response.Cookies.Append(
            name,
            Base64Url.EncodeToString(_protector.Protect(pending.Id.ToByteArray())),
            CreateOptions(PendingSignIn.SetUpLifetime)
        );
    }

    /// <returns>The id; null where there is no cookie, or one that we didn't write.</returns>
    public Guid? Read(HttpContext http, string? interactionKey) => Read(http.Request, NameOf(interactionKey));

    /// <summary>Ends this request's pending sign-in in this browser; those of other tabs stay.</summary>
    public void Delete(HttpContext http, string? interactionKey) => Delete(http.Response, NameOf(interactionKey));

    /// <summary>At sign-out.</summary>
    public void DeleteAll(HttpContext http)
    {
        foreach (var name in ListNames(http.Request))
        {
            Delete(http.Response, name);
        }
    }

    private Guid? Read(HttpRequest request, string name)
    {
        if (request.Cookies[name] is not { Length: > 0 and < 1024 } value)
        {
            return null;
        }

        try
        {
            return new Guid(_protector.Unprotect(Base64Url.DecodeFromChars(value)));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private void Delete(HttpResponse response, string name) => response.Cookies.Delete(name, CreateOptions(null));

    /// <summary>The cookies that must go before another is written; ids tell their time, and what is none of ours goes first.</summary>
    private List<string> ListOld(HttpContext http, string written) =>
        [
            .. ListNames(http.Request)
                .Where(name => name != written)
                .OrderByDescending(name => Read(http.Request, name)?.ToString() ?? "", StringComparer.Ordinal)
                .Skip(MaxCookies - 1),
        ];

    private List<string> ListNames(HttpRequest request) =>
        [.. request.Cookies.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))];

    private string NameOf(string? interactionKey) =>
        string.IsNullOrEmpty(interactionKey)
            ? Prefix
            : $"{Prefix}.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(interactionKey))[..SuffixBytes])}";

    private CookieOptions CreateOptions(TimeSpan? maxAge) =>
        new()
        {
            HttpOnly = true,
            Secure = options.Value.IsSecure,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            IsEssential = true,
            MaxAge = maxAge,
        };
}
