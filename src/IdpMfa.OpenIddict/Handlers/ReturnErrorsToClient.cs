using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers.Authentication;

namespace IdpMfa.OpenIddict.Handlers;

/// <summary>
/// Sends errors that the engine found itself to the client, as RFC 6749 §4.1.2.1 and OpenID Connect Core §3.1.2.6 demand;
/// the engine would show them here. Only to a redirect URI that the client has registered.
/// </summary>
internal sealed class ReturnErrorsToClient(IOpenIddictApplicationManager applications)
    : IOpenIddictServerHandler<ApplyAuthorizationResponseContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<ApplyAuthorizationResponseContext>()
            .UseScopedHandler<ReturnErrorsToClient>()
            .SetOrder(AttachRedirectUri.Descriptor.Order + 1)
            .Build();

    public async ValueTask HandleAsync(ApplyAuthorizationResponseContext context)
    {
        if (
            !string.IsNullOrEmpty(context.RedirectUri)
            || string.IsNullOrEmpty(context.Error)
            || context.Request is not { ClientId: { Length: > 0 } clientId, RedirectUri: { Length: > 0 } redirectUri }
        )
        {
            return;
        }

        if (
            await applications.FindByClientIdAsync(clientId, context.CancellationToken) is { } application
            && await applications.ValidateRedirectUriAsync(application, redirectUri, context.CancellationToken)
        )
        {
            context.RedirectUri = redirectUri;
        }
    }
}
