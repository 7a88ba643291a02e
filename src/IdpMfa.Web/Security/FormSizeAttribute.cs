using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace IdpMfa.Web.Security;

/// <summary>No form of ours is larger than this; a larger one is refused before it is read.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class FormSizeAttribute : Attribute, IAuthorizationFilter, IOrderedFilter
{
    private const long MaxBytes = 64 * 1024;

    /// <summary>Before antiforgery, which reads the form.</summary>
    public int Order => -1000;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null)
        {
            return; // the page that says so
        }

        if (http.Request.ContentLength > MaxBytes)
        {
            context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
            return;
        }

        // A body that doesn't say how long it is.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = MaxBytes;
        }
    }
}
