using IdpMfa.OpenIddict.Endpoints;
using Microsoft.AspNetCore;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace IdpMfa.OpenIddict.Handlers;

/// <summary>Puts the headers of a page on what the engine itself sends to browsers: redirects, and the form of form_post.</summary>
internal sealed class ProtectResponse
    : IOpenIddictServerHandler<ApplyAuthorizationResponseContext>,
        IOpenIddictServerHandler<ApplyEndSessionResponseContext>
{
    public static OpenIddictServerHandlerDescriptor Authorization { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<ApplyAuthorizationResponseContext>()
            .UseSingletonHandler<ProtectResponse>()
            .SetOrder(int.MinValue + 50_000)
            .Build();

    public static OpenIddictServerHandlerDescriptor EndSession { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<ApplyEndSessionResponseContext>()
            .UseSingletonHandler<ProtectResponse>()
            .SetOrder(int.MinValue + 50_000)
            .Build();

    public ValueTask HandleAsync(ApplyAuthorizationResponseContext context) => Protect(context);

    public ValueTask HandleAsync(ApplyEndSessionResponseContext context) => Protect(context);

    private static ValueTask Protect(BaseContext context)
    {
        if (context.Transaction.GetHttpRequest()?.HttpContext.Response is { } response)
        {
            ProtocolHeaders.Write(response);
        }

        return default;
    }
}
