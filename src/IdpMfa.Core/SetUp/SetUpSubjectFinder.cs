using IdpMfa.Core.Clients;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.SetUp;

/// <summary>Finds who is on the way to set-up.</summary>
public sealed class SetUpSubjectFinder(
    IUserDirectory users,
    IProtocolEngine engine,
    ISignInFactsStore facts,
    IPendingSignInStore pendingSignIns,
    TimeProvider clock
)
{
    /// <returns>
    /// Null where the pending sign-in is over, of an earlier epoch or locked, or was begun to give a code and for nothing else:
    /// a session that is too old to change a factor must not come here by way of the MFA step.
    /// </returns>
    public async Task<SetUpSubject?> FindAsync(Guid pendingId, CancellationToken ct)
    {
        if (
            await pendingSignIns.FindAsync(pendingId, clock.GetUtcNow(), ct)
                is not { CompletedAt: null, Purpose: not PendingPurpose.StepUp } pending
            || await users.FindAsync(pending.UserId, ct) is not { IsDisabled: false } user
            || await facts.FindAsync(user.Id, user.TenantId, ct) is not { State.LockedAt: null } known
            || known.Epoch != pending.Epoch
        )
        {
            return null;
        }

        var client = pending.ClientId is { } clientId ? await engine.FindClientAsync(clientId, ct) : null;
        var needs = EnforcementEvaluator.Evaluate(EnforcementFacts.ToInput(known, user, client, clock.GetUtcNow()));
        return new SetUpSubject(pending, user, known, needs);
    }
}
