using System.Globalization;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Totp;
using IdpMfa.Web.Pages.Shared;
using IdpMfa.Web.Resources;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace IdpMfa.Web.Pages.Profile;

/// <summary>Gathers what <c>/profile/mfa</c> shows.</summary>
internal sealed class MfaStateReader(
    ISignInFactsStore facts,
    ITotpCredentialStore credentials,
    IRecoveryTokenStore tokens,
    RecoveryTokenIssuer issuer,
    RecoverySignInReader recovery,
    IOptions<SessionOptions> options,
    TimeProvider clock,
    IStringLocalizer<Words> text
)
{
    /// <returns>Null where the user's tenant is gone.</returns>
    public async Task<MfaState?> ReadAsync(SignInEvidence session, CancellationToken ct)
    {
        if (await facts.FindAsync(session.Subject, session.TenantId, ct) is not { } known)
        {
            return null;
        }

        if (!known.HasFactor)
        {
            return new MfaState
            {
                CanSetUp = known.Tenant.Enforcement != MfaEnforcement.Off || known.State is { MustEnrol: true },
            };
        }

        var factors = await credentials.ListAsync(session.Subject, ct);
        return new MfaState
        {
            HasFactor = true,
            ConfirmedAt = Format(factors.Max(factor => factor.ConfirmedAt)),
            LastUsedAt = Format(factors.Max(factor => factor.LastUsedAt)),
            TokensLeft = (await tokens.ListAsync(session.Subject, ct)).Count(token => token.UsedAt is null),
            Recovery = await recovery.ReadAsync(session, ct),
            TenantName = known.Tenant.Name,
            Disabling = MfaDisablePolicy.Evaluate(session, known.Tenant, options.Value.FreshFor, clock.GetUtcNow()),
            Access = FactorChangePolicy.Evaluate(session, options.Value.FreshFor, clock.GetUtcNow()),
            PreparedTokens = issuer.Prepare(session.Subject, session.SessionId).Value,
        };
    }

    private string Format(DateTimeOffset? instant) =>
        instant is null
            ? text["ProfileMfa.Never"]
            : $"{instant.Value.UtcDateTime.ToString("d MMM yyyy, HH:mm", CultureInfo.CurrentCulture)} UTC";
}
