using IdpMfa.Core.Recovery;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Web.Pages.Shared;

/// <summary>Finds out what the banner says.</summary>
internal sealed class RecoverySignInReader(IRecoveryTokenStore tokens)
{
    /// <returns>Null for a session that does not rest on a recovery token.</returns>
    public async Task<RecoverySignIn?> ReadAsync(SignInEvidence session, CancellationToken ct) =>
        session.SecondFactor == SecondFactorKind.Recovery
            ? new RecoverySignIn((await tokens.ListAsync(session.Subject, ct)).Count(token => token.UsedAt is null))
            : null;
}
