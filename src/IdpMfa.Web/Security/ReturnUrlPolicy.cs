using Microsoft.AspNetCore.Http;

namespace IdpMfa.Web.Security;

/// <summary>Where a page may send a browser on to: to this server only.</summary>
internal static class ReturnUrlPolicy
{
    public const string Start = "/profile";

    private const int MaxLength = 1024;

    /// <summary>An address that carries another one to return to, every character of it escaped.</summary>
    private const int MaxRedirectLength = 4 * MaxLength;

    /// <summary>
    /// A path of this server, or the start page. Refused are absolute and scheme-relative addresses in every spelling that
    /// browsers accept (backslashes, tabs, control characters).
    /// </summary>
    public static string Sanitize(string? returnUrl) =>
        returnUrl is { Length: <= MaxLength } && IsLocal(returnUrl) ? returnUrl : Start;

    public static bool IsLocal(string? url) =>
        url is { Length: > 0 and <= MaxRedirectLength }
        && url[0] == '/'
        && !url.Contains('\\', StringComparison.Ordinal)
        && !url.StartsWith("//", StringComparison.Ordinal)
        && url.All(c => c is > ' ' and < (char)0x7F)
        && Uri.TryCreate(url, UriKind.Relative, out _);

    /// <summary>The address of this request, to come back to after signing in; the start page where it is too long.</summary>
    public static string Of(HttpRequest request) => Sanitize(request.Path + request.QueryString);
}
