using IdpMfa.Core.Audit;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers;

namespace IdpMfa.OpenIddict.Handlers;

/// <summary>
/// The engine answers an old refresh token again for 30 seconds, so that a lost answer signs nobody out. Once the successor was
/// used no answer was lost: then it is a replay, and the whole family is revoked (RFC 9700 §4.14.2).
/// </summary>
internal sealed class RefuseUsedRefreshToken(IOpenIddictTokenManager tokens, TokenRefusals refusals)
    : IOpenIddictServerHandler<ProcessSignInContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<ProcessSignInContext>()
            .UseScopedHandler<RefuseUsedRefreshToken>()
            .SetOrder(GuardSignIn.Descriptor.Order - 100)
            .Build();

    public async ValueTask HandleAsync(ProcessSignInContext context)
    {
        var ct = context.CancellationToken;
        if (
            context.EndpointType != OpenIddictServerEndpointType.Token
            || !context.Request!.IsRefreshTokenGrantType()
            || context.Transaction.GetProperty<ProcessAuthenticationContext>(
                typeof(ProcessAuthenticationContext).FullName!
            )
                is not { RefreshTokenPrincipal: { } presented }
            || presented.GetTokenId() is not { } tokenId
            || await tokens.FindByIdAsync(tokenId, ct) is not { } token
            || await tokens.GetRedemptionDateAsync(token, ct) is not { } redeemedAt
        )
        {
            return;
        }

        if (presented.GetAuthorizationId() is not { } authorizationId)
        {
            return;
        }

        await foreach (var other in tokens.FindByAuthorizationIdAsync(authorizationId, ct))
        {
            if (await IsUsedSuccessorAsync(other, tokenId, redeemedAt, ct))
            {
                await tokens.RevokeByAuthorizationIdAsync(authorizationId, ct);
                await refusals.WriteAsync(presented, context.ClientId, AuditReason.ReplayedToken, ct);
                context.Reject(
                    Errors.InvalidGrant,
                    "This refresh token was used before. Send the user to sign in again."
                );
                return;
            }
        }
    }

    private async ValueTask<bool> IsUsedSuccessorAsync(
        object token,
        string presentedId,
        DateTimeOffset redeemedAt,
        CancellationToken ct
    ) =>
        await tokens.GetIdAsync(token, ct) != presentedId
        && await tokens.HasTypeAsync(token, TokenTypeIdentifiers.RefreshToken, ct)
        && await tokens.GetRedemptionDateAsync(token, ct) is { } usedAt
        && usedAt >= redeemedAt;
}
