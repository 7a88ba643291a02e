using IdpMfa.Web.Security;
using Microsoft.AspNetCore.Http;

namespace IdpMfa.Web.Pages.Admin;

/// <summary>Addresses of the admin pages. Public interface.</summary>
internal static class AdminPaths
{
    public const string Start = "/admin";
    public const string Users = "/admin/users";
    public const string Policy = "/admin/policy";
    public const string Audit = "/admin/audit";

    public static string UserOf(string id) => $"{Users}/{Uri.EscapeDataString(id)}";

    /// <summary>The page of a request, to come back to: of a form the page that it stands on.</summary>
    public static string PageOf(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method))
        {
            return ReturnUrlPolicy.Sanitize(ReturnUrlPolicy.Of(request));
        }

        // /admin/users/{id}/reset-mfa stands on /admin/users/{id}.
        var parts = (request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 4 && parts[1] == "users"
            ? ReturnUrlPolicy.Sanitize(UserOf(parts[2]))
            : ReturnUrlPolicy.Sanitize(request.Path.Value);
    }
}
