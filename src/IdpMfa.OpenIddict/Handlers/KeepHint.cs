using IdpMfa.Core.Users;
using IdpMfa.OpenIddict.Authorization;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace IdpMfa.OpenIddict.Handlers;

/// <summary>Keeps whom a valid <c>id_token_hint</c> names: nobody else may be answered for (OpenID Connect Core §3.1.2.1).</summary>
internal sealed class KeepHint(CurrentAuthorization current)
    : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<ValidateAuthorizationRequestContext>()
            .UseScopedHandler<KeepHint>()
            .SetOrder(int.MaxValue - 100_000)
            .Build();

    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        if (
            context.IdentityTokenHintPrincipal?.GetClaim(OpenIddictConstants.Claims.Subject) is
            { Length: > 0 and <= UserId.MaxLength } subject
        )
        {
            current.ExpectedSubject = UserId.From(subject);
        }

        return default;
    }
}
