using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IdpMfa.Web.Security;

/// <summary>303: the browser goes on with GET and never sends a password along (RFC 9700 §4.12).</summary>
internal sealed class SeeOtherResult(string localUrl) : ActionResult
{
    public override void ExecuteResult(ActionContext context)
    {
        if (!ReturnUrlPolicy.IsLocal(localUrl))
        {
            throw new InvalidOperationException("Pages redirect to this server only.");
        }

        context.HttpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.HttpContext.Response.Headers.Location = localUrl;
    }
}
