using Microsoft.AspNetCore.Http;

namespace IdpMfa.OpenIddict.Endpoints;

/// <summary>303: the browser goes on with GET and never sends a form along (RFC 9700 §4.12).</summary>
internal sealed class SeeOther(string location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        ProtocolHeaders.Write(httpContext.Response);
        return Task.CompletedTask;
    }
}
