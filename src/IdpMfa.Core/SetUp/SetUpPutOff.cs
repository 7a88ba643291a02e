using IdpMfa.Core.Audit;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.SetUp;

/// <summary>Puts set-up off while the grace period runs.</summary>
public sealed class SetUpPutOff(
    SetUpSubjectFinder subjects,
    SetUpRepeat repeats,
    IAttemptStore attempts,
    IPendingSignInStore pendingSignIns,
    SessionStarter sessions,
    SignOut signOut,
    IUnitOfWork unitOfWork,
    IAuditLog audit,
    TimeProvider clock
)
{
    /// <returns>The session, or null where it can't be put off.</returns>
    public async Task<Session?> PutOffAsync(Guid pendingId, SignInEvidence? browserSession, CancellationToken ct)
    {
        var isHere =
            await subjects.FindAsync(pendingId, ct) is { CanPutOff: true } subject
            && subject.BelongsTo(browserSession)
            && !await signOut.ComesFirstAsync(browserSession, subject.Pending.UserId, ct);
        var session = isHere
            ? await unitOfWork.RunAsync(ct => StartSessionAsync(pendingId, browserSession, ct), ct)
            : null;
        return session ?? await repeats.FindPutOffAsync(pendingId, ct);
    }

    private async Task<Work<Session?>> StartSessionAsync(
        Guid pendingId,
        SignInEvidence? browserSession,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        if (await pendingSignIns.FindAsync(pendingId, now, ct) is not { } pending)
        {
            return Work<Session?>.RollBack(null);
        }

        // The user's row first: a lock or reset that came meanwhile has moved the epoch. The counter that this clears is of no
        // use to somebody without a factor.
        if (
            await attempts.TryAcceptAsync(pending.UserId, SignInStep.SecondFactor, pending.Epoch, ct) is null
            || await pendingSignIns.FindAsync(pendingId, now, ct) is not { CompletedAt: null }
            || await sessions.StartAsync(SetUpProof.Of(pending) with { HasPutOffSetUp = true }, browserSession, ct)
                is not { } session
            || !await pendingSignIns.TryCompleteAsync(pending.Id, session.Id, CodeHash.None, now, ct)
        )
        {
            return Work<Session?>.RollBack(null);
        }

        await audit.AppendAsync(SetUpEvent.Of(AuditCode.MfaSetUpPutOff, pending, now), ct);
        return Work<Session?>.Commit(session);
    }
}
