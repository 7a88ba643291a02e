using System.Text.Json.Nodes;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;
using IdpMfa.OpenIddict.Claims;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers;

namespace IdpMfa.OpenIddict.Handlers;

/// <summary>
/// Userinfo (OpenID Connect Core §5.3): who it is by scope, and how the sign-in that the token came from was done. A token
/// whose sign-in is no longer good gets nothing.
/// </summary>
internal sealed class AnswerUserInfo(IAuthenticationAuthority authority, IUserDirectory users)
    : IOpenIddictServerHandler<HandleUserInfoRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<HandleUserInfoRequestContext>()
            .UseScopedHandler<AnswerUserInfo>()
            .SetOrder(UserInfo.AttachClaims.Descriptor.Order + 500)
            .Build();

    public async ValueTask HandleAsync(HandleUserInfoRequestContext context)
    {
        var ct = context.CancellationToken;
        var token = context.AccessTokenPrincipal;
        if (
            EvidenceClaims.Read(token) is not { } evidence
            || !await authority.IsStillGoodAsync(evidence with { EndsWithSession = false }, ReadClientId(token), ct)
            || await users.FindAsync(evidence.Subject, ct) is not { } user
        )
        {
            context.Reject(Errors.InvalidToken, "The sign-in that this token came from is no longer good.");
            return;
        }

        // A bare amr would come out as text where there is one value.
        context.Claims[EvidenceClaims.Amr] = new JsonArray([
            .. token.GetClaims(EvidenceClaims.Amr).Select(v => JsonValue.Create(v)),
        ]);
        context.Claims[EvidenceClaims.Acr] = token.GetClaim(EvidenceClaims.Acr);
        context.Claims[EvidenceClaims.AuthTime] = EvidenceClaims.ReadAuthTime(token);
        context.Claims[EvidenceClaims.Tenant] = user.TenantId;

        if (token.HasScope(Scopes.Profile))
        {
            context.Claims[OpenIddictConstants.Claims.Name] = user.UserName;
            context.PreferredUsername = user.UserName;
        }

        if (token.HasScope(Scopes.Email) && user.Email is not null)
        {
            context.Email = user.Email;
            context.EmailVerified = user.EmailConfirmed;
        }
    }

    private static string ReadClientId(System.Security.Claims.ClaimsPrincipal token) =>
        token.GetPresenters().FirstOrDefault() ?? token.GetClaim(OpenIddictConstants.Claims.ClientId) ?? "";
}
