using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace IdpMfa.Web.Security;

/// <summary>A page for signed-in users; anybody else is led to the login page and back.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SignedInAttribute : Attribute, IAsyncAuthorizationFilter
{
    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        var session = http.RequestServices.GetRequiredService<ICurrentSession>();
        var users = http.RequestServices.GetRequiredService<IUserDirectory>();

        // A disabled user's session may still live: it opens nothing.
        if (
            await session.FindAsync(http.RequestAborted) is { } evidence
            && await users.FindAsync(evidence.Subject, http.RequestAborted) is { IsDisabled: false }
        )
        {
            return;
        }

        // After a form its page: the other click of a double click may have given the browser a new session meanwhile.
        context.Result = new SeeOtherResult(
            HttpMethods.IsGet(http.Request.Method)
                ? $"{SignInPaths.Login}?returnUrl={Uri.EscapeDataString(ReturnUrlPolicy.Of(http.Request))}"
                : http.Request.Path
        );
    }
}
