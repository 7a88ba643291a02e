using IdpMfa.Core.SignIn;
using Microsoft.Extensions.Options;

namespace IdpMfa.Core.Sessions;

/// <summary>Whether a session may change the user's password or address.</summary>
public sealed class SensitiveChange(ISignInFactsStore facts, IOptions<SessionOptions> options, TimeProvider clock)
{
    /// <summary>
    /// It must be fresh; and a user who has a factor by now must have given one: a session from before, with the password
    /// alone, isn't enough.
    /// </summary>
    public async Task<bool> IsAllowedAsync(SignInEvidence session, CancellationToken ct) =>
        SessionPolicy.IsFresh(session, options.Value.FreshFor, clock.GetUtcNow())
        && (
            session.SecondFactor != SecondFactorKind.None
            || await facts.FindAsync(session.Subject, session.TenantId, ct) is { HasFactor: false }
        );
}
