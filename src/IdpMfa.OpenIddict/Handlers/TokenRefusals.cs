using System.Security.Claims;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Users;
using IdpMfa.OpenIddict.Claims;
using OpenIddict.Abstractions;

namespace IdpMfa.OpenIddict.Handlers;

/// <summary>Writes down why a code or refresh token got no tokens.</summary>
internal sealed class TokenRefusals(IAuditLog audit, TimeProvider clock)
{
    public Task WriteAsync(ClaimsPrincipal presented, string? clientId, string reason, CancellationToken ct)
    {
        var subject = presented.GetClaim(OpenIddictConstants.Claims.Subject);
        return audit.AppendAsync(
            AuditEvent.Of(
                AuditCode.TokenRefused,
                string.IsNullOrEmpty(subject) ? null : UserId.From(subject),
                clock.GetUtcNow()
            ) with
            {
                Reason = reason,
                TenantId = presented.GetClaim(EvidenceClaims.Tenant),
                ClientId = clientId,
            },
            ct
        );
    }
}
