using IdpMfa.OpenIddict.Claims;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers.Protection;

namespace IdpMfa.OpenIddict.Handlers;

/// <summary>amr is an array (RFC 8176 §1); the engine writes a single value into an access token as a bare string.</summary>
internal sealed class WriteAmrAsArray : IOpenIddictServerHandler<GenerateTokenContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<GenerateTokenContext>()
            .UseSingletonHandler<WriteAmrAsArray>()
            .SetOrder(AttachTokenMetadata.Descriptor.Order + 1)
            .Build();

    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        var subject = context.SecurityTokenDescriptor.Subject;
        if (
            context.TokenType is not OpenIddictConstants.TokenTypeIdentifiers.AccessToken
            || subject?.FindAll(EvidenceClaims.Amr).ToList() is not { Count: > 0 } claims
        )
        {
            return default;
        }

        claims.ForEach(subject.RemoveClaim);
        context.SecurityTokenDescriptor.Claims ??= new Dictionary<string, object>();
        context.SecurityTokenDescriptor.Claims[EvidenceClaims.Amr] = claims.Select(claim => claim.Value).ToArray();
        return default;
    }
}
