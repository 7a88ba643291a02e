using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers.Authentication;

namespace IdpMfa.OpenIddict.Handlers;

/// <summary>
/// An error about a response type that the engine doesn't know has no form of its own; RFC 6749 §4.1.2.1 puts it into the query.
/// </summary>
internal sealed class AnswerInQuery : IOpenIddictServerHandler<ApplyAuthorizationResponseContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<ApplyAuthorizationResponseContext>()
            .UseSingletonHandler<AnswerInQuery>()
            .SetOrder(InferResponseMode.Descriptor.Order + 1)
            .Build();

    public ValueTask HandleAsync(ApplyAuthorizationResponseContext context)
    {
        if (!string.IsNullOrEmpty(context.RedirectUri) && string.IsNullOrEmpty(context.ResponseMode))
        {
            context.ResponseMode = ResponseModes.Query;
        }

        return default;
    }
}
