using IdpMfa.Core.Clients;
using Microsoft.AspNetCore;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace IdpMfa.OpenIddict.Handlers;

/// <summary>Hands an error that can't go back to a client to the pages, which know how to show it.</summary>
internal sealed class ShowErrorsHere
    : IOpenIddictServerHandler<ApplyAuthorizationResponseContext>,
        IOpenIddictServerHandler<ApplyEndSessionResponseContext>
{
    /// <summary>After the redirects, before the engine's own plain text.</summary>
    private const int BeforeLocalErrors = 450_000;

    public static OpenIddictServerHandlerDescriptor Authorization { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<ApplyAuthorizationResponseContext>()
            .UseSingletonHandler<ShowErrorsHere>()
            .SetOrder(BeforeLocalErrors)
            .Build();

    public static OpenIddictServerHandlerDescriptor EndSession { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<ApplyEndSessionResponseContext>()
            .UseSingletonHandler<ShowErrorsHere>()
            .SetOrder(BeforeLocalErrors)
            .Build();

    public ValueTask HandleAsync(ApplyAuthorizationResponseContext context) =>
        Hand(context, context.Error, context.Response.ErrorDescription);

    public ValueTask HandleAsync(ApplyEndSessionResponseContext context) =>
        Hand(context, context.Error, context.Response.ErrorDescription);

    private static ValueTask Hand(BaseContext context, string? error, string? description)
    {
        if (!string.IsNullOrEmpty(error) && context.Transaction.GetHttpRequest()?.HttpContext is { } http)
        {
            http.Items[typeof(ProtocolError)] = new ProtocolError(error, description);
        }

        return default;
    }
}
