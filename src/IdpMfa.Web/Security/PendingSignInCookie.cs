using System.Buffers.Text;
using System.Security.Cryptography;
using IdpMfa.Core.SignIn;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdpMfa.Web.Security;

/// <summary>Binds a pending sign-in to the browser that gave the password.</summary>
internal sealed class PendingSignInCookie(IDataProtectionProvider provider, IOptions<WebOptions> options)
{
    private readonly IDataProtector _protector = provider.CreateProtector("IdpMfa", "PendingSignIn", "v1");

    private string Name => CookieNames.Of(options.Value, "Pending");

    public void Write(HttpContext http, PendingSignIn pending) =>
        http.Response.Cookies.Append(
            Name,
            Base64Url.EncodeToString(_protector.Protect(pending.Id.ToByteArray())),
            CreateOptions()
        );

    /// <returns>The id; null where there is no cookie, or one that we didn't write.</returns>
    public Guid? Read(HttpContext http)
    {
        if (http.Request.Cookies[Name] is not { Length: > 0 and < 1024 } value)
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

    public void Delete(HttpContext http) => http.Response.Cookies.Delete(Name, CreateOptions());

    private CookieOptions CreateOptions() =>
        new()
        {
            HttpOnly = true,
            Secure = options.Value.IsSecure,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            IsEssential = true,
        };
}
