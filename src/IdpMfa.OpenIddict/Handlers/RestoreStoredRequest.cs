using IdpMfa.OpenIddict.Authorization;
using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.AspNetCore.OpenIddictServerAspNetCoreHandlers;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace IdpMfa.OpenIddict.Handlers;

/// <summary>
/// Puts a stored request in the place of <c>?i=KEY</c>. It is validated again like any other, so that a client or redirect
/// URI that was removed meanwhile is refused.
/// </summary>
internal sealed class RestoreStoredRequest(InteractionKeeper keeper, CurrentAuthorization current)
    : IOpenIddictServerHandler<ExtractAuthorizationRequestContext>,
        IOpenIddictServerHandler<ExtractEndSessionRequestContext>
{
    private static readonly string[] Ours = [InteractionKeeper.KeyParameter];

    public static OpenIddictServerHandlerDescriptor Authorization { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<ExtractAuthorizationRequestContext>()
            .UseScopedHandler<RestoreStoredRequest>()
            .SetOrder(ExtractGetOrPostRequest<ExtractAuthorizationRequestContext>.Descriptor.Order + 500)
            .Build();

    public static OpenIddictServerHandlerDescriptor EndSession { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<ExtractEndSessionRequestContext>()
            .UseScopedHandler<RestoreStoredRequest>()
            .SetOrder(ExtractGetOrPostRequest<ExtractEndSessionRequestContext>.Descriptor.Order + 500)
            .Build();

    public async ValueTask HandleAsync(ExtractAuthorizationRequestContext context) =>
        context.Request = await RestoreAsync(context, context.Request);

    public async ValueTask HandleAsync(ExtractEndSessionRequestContext context) =>
        context.Request = await RestoreAsync(context, context.Request);

    private async ValueTask<OpenIddictRequest?> RestoreAsync(BaseValidatingContext context, OpenIddictRequest? request)
    {
        if (request is null || !IsKeyOnly(request) || context.Transaction.GetHttpRequest() is not { } httpRequest)
        {
            return request;
        }

        var key = (string?)request[InteractionKeeper.KeyParameter] ?? "";
        if (
            await keeper.FindAsync(key, AuthorizationGate.PathOf(httpRequest), context.CancellationToken)
            is not { } interaction
        )
        {
            context.Reject(
                OpenIddictConstants.Errors.InvalidRequest,
                "This request is over or unknown. Go back to the application and start again."
            );
            return request;
        }

        // A posted request begins only now that the session's cookie is there to be seen.
        current.Interaction = interaction.IsPosted ? null : interaction;
        return InteractionKeeper.Read(interaction);
    }

    /// <summary>Parameters beside the key would be from somebody else than the relying party: such a request is taken as it is.</summary>
    private static bool IsKeyOnly(OpenIddictRequest request) =>
        request.GetParameters().Select(p => p.Key).SequenceEqual(Ours);
}
