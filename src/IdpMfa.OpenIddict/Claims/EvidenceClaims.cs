using System.Globalization;
using System.Security.Claims;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace IdpMfa.OpenIddict.Claims;

/// <summary>Writes evidence into a token's principal and reads it back.</summary>
internal static class EvidenceClaims
{
    public const string Amr = "amr";
    public const string Acr = "acr";
    public const string AuthTime = "auth_time";
    public const string SessionId = "sid";
    public const string Tenant = "tenant";

    /// <summary>When the grant began, in Unix seconds; in codes and refresh tokens only.</summary>
    private const string GrantedAt = "idpmfa_granted_at";

    /// <summary>RFC 8176 amr, OpenID Connect Core §2 acr and auth_time; the engine adds none of them by itself.</summary>
    public static void Stamp(ClaimsPrincipal principal, SignInEvidence evidence, AcrLevel level, DateTimeOffset now)
    {
        var identity = (ClaimsIdentity)principal.Identity!;
        identity
            .SetClaim(OpenIddictConstants.Claims.Subject, evidence.Subject.Value)
            .SetClaims(Amr, [.. evidence.Amr])
            .SetClaim(Acr, AcrNames.Of(level))
            .SetClaim(AuthTime, evidence.OldestProofAt.ToUnixTimeSeconds())
            .SetClaim(SessionId, evidence.SessionId.ToString("N"))
            .SetClaim(Tenant, evidence.TenantId)
            .SetClaim(GrantedAt, now.ToUnixTimeSeconds());
        identity.SetDestinations(claim =>
            claim.Type is Amr or Acr or AuthTime or SessionId or Tenant or OpenIddictConstants.Claims.Subject
                ? [Destinations.AccessToken, Destinations.IdentityToken]
                : claim.GetDestinations()
        );
    }

    /// <returns>Null where the principal was not stamped by <see cref="Stamp"/>.</returns>
    public static TokenEvidence? Read(ClaimsPrincipal principal)
    {
        if (
            principal.GetClaim(OpenIddictConstants.Claims.Subject)
                is not { Length: > 0 and <= UserId.MaxLength } subject
            || !Guid.TryParseExact(principal.GetClaim(SessionId), "N", out var sessionId)
            || AcrNames.Find(principal.GetClaim(Acr) ?? "") is not { } level
        )
        {
            return null;
        }

        return new TokenEvidence
        {
            Subject = UserId.From(subject),
            SessionId = sessionId,
            Level = level,
            HasSecondFactorProof = principal.GetClaims(Amr).Contains("mfa"),
            EndsWithSession = !principal.HasScope(Scopes.OfflineAccess),
        };
    }

    public static DateTimeOffset? ReadGrantedAt(ClaimsPrincipal principal) =>
        long.TryParse(principal.GetClaim(GrantedAt), CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    public static long? ReadAuthTime(ClaimsPrincipal principal) =>
        long.TryParse(principal.GetClaim(AuthTime), CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}
