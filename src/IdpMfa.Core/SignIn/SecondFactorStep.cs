using IdpMfa.Core.Audit;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.SignIn;

/// <summary>The MFA step: one typed value, an authenticator's code or a recovery token.</summary>
/// <remarks>
/// The attempt is charged, and that is committed, before anything is looked at. A refused second factor costs no crypto.
/// </remarks>
public sealed class SecondFactorStep(
    IUserDirectory users,
    IAttemptStore attempts,
    IPendingSignInStore pendingSignIns,
    ISessionStore storedSessions,
    SessionStarter sessions,
    LockoutGuard lockout,
    SecondFactorVerifier verifier,
    IUnitOfWork unitOfWork,
    IAuditLog audit,
    TimeProvider clock
)
{
    public async Task<SecondFactorOutcome> VerifyAsync(SecondFactorAttempt attempt, CancellationToken ct)
    {
        if (await pendingSignIns.FindAsync(attempt.PendingId, clock.GetUtcNow(), ct) is not { } pending)
        {
            return new SecondFactorOutcome.Gone();
        }

        if (pending.CompletedAt is not null)
        {
            return await RepeatAsync(pending, attempt.Code, ct);
        }

        // A step-up counts only in the session that it began in.
        if (pending.SessionId is { } sessionId && attempt.BrowserSession?.SessionId != sessionId)
        {
            return new SecondFactorOutcome.Gone();
        }

        if (await users.FindAsync(pending.UserId, ct) is not { IsDisabled: false } user)
        {
            return new SecondFactorOutcome.Gone();
        }

        if (await lockout.ChargeSecondFactorAsync(user.Id, pending.Id, attempt.Code.Kind, ct) is AttemptCharge.Refused)
        {
            return await OnRefusedChargeAsync(pending, attempt.Code, ct);
        }

        var match = await verifier.VerifyAsync(user.Id, attempt.Code, ct);
        if (match is not FactorMatch.Right right)
        {
            return await RefuseAsync(pending, ((FactorMatch.Wrong)match).Reason, ct);
        }

        return await AcceptAsync(attempt, pending, right, ct);
    }

    private async Task<SecondFactorOutcome> AcceptAsync(
        SecondFactorAttempt attempt,
        PendingSignIn pending,
        FactorMatch.Right right,
        CancellationToken ct
    )
    {
        var session = await unitOfWork.RunAsync(
            async ct =>
            {
                // The user's row first: parallel attempts queue here, and no two of them can deadlock.
                if (
                    await attempts.TryAcceptAsync(pending.UserId, SignInStep.SecondFactor, pending.Epoch, ct) is null
                    || !await verifier.TryConsumeAsync(pending.UserId, right, ct)
                    || await sessions.StartAsync(ToProof(pending, right), attempt.BrowserSession, ct) is not { } session
                    || !await pendingSignIns.TryCompleteAsync(
                        pending.Id,
                        session.Id,
                        CodeHash.Compute(pending.Id, attempt.Code),
                        clock.GetUtcNow(),
                        ct
                    )
                )
                {
                    return Work<Session?>.RollBack(null);
                }

                await audit.AppendAsync(
                    Event(AuditCode.SecondFactorAccepted, pending) with
                    {
                        Reason = right.AuditReason,
                    },
                    ct
                );
                return Work<Session?>.Commit(session);
            },
            ct
        );

        if (session is not null)
        {
            return new SecondFactorOutcome.Accepted(session, pending);
        }

        // Somebody was faster with this code: the other click of a double click, or a replay, which counts as a failure.
        var now = await pendingSignIns.FindAsync(pending.Id, clock.GetUtcNow(), ct);
        return now is { CompletedAt: not null }
            ? await RepeatAsync(now, attempt.Code, ct)
            : await RefuseAsync(pending, right.ReplayReason, ct);
    }

    private async Task<SecondFactorOutcome> RepeatAsync(PendingSignIn completed, MfaCode code, CancellationToken ct)
    {
        var isDoubleClick = CodeHash.IsDoubleClick(completed, code, clock.GetUtcNow());
        return
            isDoubleClick
            && await storedSessions.FindAsync(completed.CompletedSessionId!.Value, ct) is { EndedAt: null } session
            && session.AuthenticationId == completed.AuthenticationId
            ? new SecondFactorOutcome.Accepted(session, completed)
            : new SecondFactorOutcome.Gone();
    }

    private async Task<SecondFactorOutcome> OnRefusedChargeAsync(
        PendingSignIn pending,
        MfaCode code,
        CancellationToken ct
    )
    {
        await audit.AppendAsync(
            Event(AuditCode.SecondFactorRefused, pending) with
            {
                Reason = AuditReason.LockedOrBusy,
            },
            ct
        );

        if (await pendingSignIns.FindAsync(pending.Id, clock.GetUtcNow(), ct) is not { } current)
        {
            return new SecondFactorOutcome.Gone();
        }

        if (current.CompletedAt is not null)
        {
            return await RepeatAsync(current, code, ct);
        }

        // While locked the words are those of any refusal; once unlocked, this pending sign-in is of an earlier epoch.
        var state = await attempts.FindAsync(pending.UserId, ct);
        return state is { LockedAt: null } && state.Epoch != pending.Epoch
            ? new SecondFactorOutcome.Gone()
            : new SecondFactorOutcome.Refused();
    }

    private async Task<SecondFactorOutcome> RefuseAsync(PendingSignIn pending, string reason, CancellationToken ct)
    {
        var refusal = Event(AuditCode.SecondFactorRefused, pending) with { Reason = reason };
        await lockout.FailAsync(refusal, pending.UserId, SignInStep.SecondFactor, ct);
        return new SecondFactorOutcome.Refused();
    }

    private static SessionProof ToProof(PendingSignIn pending, FactorMatch.Right right) =>
        new()
        {
            UserId = pending.UserId,
            TenantId = pending.TenantId,
            AuthenticationId = pending.AuthenticationId,
            PasswordAt = pending.PasswordAt,
            SecondFactor = right.Kind,
            FactorId = right.FactorId,
            ClientId = pending.ClientId,
            MustRaise = pending.SessionId is not null,
        };

    private AuditEvent Event(string code, PendingSignIn pending) =>
        AuditEvent.Of(code, pending.UserId, clock.GetUtcNow()) with
        {
            TenantId = pending.TenantId,
            ClientId = pending.ClientId,
        };
}
