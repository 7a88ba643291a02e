using IdpMfa.Core.Audit;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.Totp;
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
    SignOut signOut,
    LockoutGuard lockout,
    SecondFactorVerifier verifier,
    UserNotices notices,
    ITotpCredentialStore credentials,
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

        if (pending.Purpose is not (PendingPurpose.SignIn or PendingPurpose.StepUp))
        {
            return new SecondFactorOutcome.Gone();
        }

        // A step-up counts only in the session that it began in.
        if (pending.SessionId is { } sessionId && attempt.BrowserSession?.SessionId != sessionId)
        {
            return new SecondFactorOutcome.Gone();
        }

        // Another tab has signed somebody else in meanwhile: the password leads to the warning.
        if (await signOut.ComesFirstAsync(attempt.BrowserSession, pending.UserId, ct))
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
        return match switch
        {
            FactorMatch.Right right => await AcceptAsync(attempt, pending, right, ct),
            FactorMatch.OffClock off => await RefuseAsync(pending, off, ct),
            FactorMatch.Wrong wrong => await RefuseAsync(pending, attempt.Code, wrong.Reason, ct),
            _ => throw new InvalidOperationException("Unknown match."),
        };
    }

    private async Task<SecondFactorOutcome> AcceptAsync(
        SecondFactorAttempt attempt,
        PendingSignIn pending,
        FactorMatch.Right right,
        CancellationToken ct
    )
    {
        var (session, refusal) = await unitOfWork.RunAsync(ct => CompleteAsync(attempt, pending, right, ct), ct);
        return session is not null
            ? new SecondFactorOutcome.Accepted(session, pending)
            : await RefuseAsync(pending, attempt.Code, refusal, ct);
    }

    private async Task<Work<(Session? Session, string Refusal)>> CompleteAsync(
        SecondFactorAttempt attempt,
        PendingSignIn pending,
        FactorMatch.Right right,
        CancellationToken ct
    )
    {
        // The user's row first: parallel attempts queue here, and no two of them can deadlock.
        if (await attempts.TryAcceptAsync(pending.UserId, SignInStep.SecondFactor, pending.Epoch, ct) is null)
        {
            return Work<(Session?, string)>.RollBack((null, AuditReason.Superseded));
        }

        if (!await verifier.TryConsumeAsync(pending.UserId, right, ct))
        {
            return Work<(Session?, string)>.RollBack((null, right.ReplayReason));
        }

        // Two right codes for one sign-in: with the user's row held this read is the last word, and only one starts a session.
        var codeHash = CodeHash.Compute(pending.Id, attempt.Code);
        if (
            await pendingSignIns.FindAsync(pending.Id, clock.GetUtcNow(), ct) is not { CompletedAt: null }
            || await sessions.StartAsync(ToProof(pending, right), attempt.BrowserSession, ct) is not { } session
            || !await pendingSignIns.TryCompleteAsync(pending.Id, session.Id, codeHash, clock.GetUtcNow(), ct)
        )
        {
            return Work<(Session?, string)>.RollBack((null, AuditReason.Superseded));
        }

        await audit.AppendAsync(Event(AuditCode.SecondFactorAccepted, pending) with { Reason = right.AuditReason }, ct);
        if (right.Kind == SecondFactorKind.Recovery)
        {
            await notices.TellAsync(pending.UserId, MailKind.RecoveryTokenUsed, null, ct);
        }

        return Work<(Session?, string)>.Commit((session, ""));
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
        var current = await pendingSignIns.FindAsync(pending.Id, clock.GetUtcNow(), ct);
        if (current is not null && CodeHash.IsDoubleClick(current, code, clock.GetUtcNow()))
        {
            return await RepeatAsync(current, code, ct);
        }

        await audit.AppendAsync(
            Event(AuditCode.SecondFactorRefused, pending) with
            {
                Reason = AuditReason.LockedOrBusy,
            },
            ct
        );

        if (current is not { CompletedAt: null })
        {
            return new SecondFactorOutcome.Gone();
        }

        // While locked the words are those of any refusal; once unlocked, this pending sign-in is of an earlier epoch.
        var state = await attempts.FindAsync(pending.UserId, ct);
        return state is { LockedAt: null } && state.Epoch != pending.Epoch
            ? new SecondFactorOutcome.Gone()
            : new SecondFactorOutcome.Refused();
    }

    private async Task<SecondFactorOutcome> RefuseAsync(
        PendingSignIn pending,
        MfaCode code,
        string reason,
        CancellationToken ct
    )
    {
        // Somebody was faster with this code: the other click of a double click, or a replay, which counts as a failure.
        if (
            await pendingSignIns.FindAsync(pending.Id, clock.GetUtcNow(), ct) is { } current
            && CodeHash.IsDoubleClick(current, code, clock.GetUtcNow())
        )
        {
            return await RepeatAsync(current, code, ct);
        }

        var refusal = Event(AuditCode.SecondFactorRefused, pending) with { Reason = reason };
        await lockout.RefuseCodeAsync(refusal, pending.UserId, ct);
        // Whoever has no factor has nothing to type here: the password leads to set-up.
        return reason == AuditReason.NoFactor ? new SecondFactorOutcome.Gone() : new SecondFactorOutcome.Refused();
    }

    private async Task<SecondFactorOutcome> RefuseAsync(
        PendingSignIn pending,
        FactorMatch.OffClock off,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        var spent = new SpentStep
        {
            FactorId = off.FactorId,
            Step = off.Step,
            SpentAt = now,
        };
        await lockout.RefuseCodeAsync(
            Event(AuditCode.SecondFactorRefused, pending) with
            {
                Reason = AuditReason.ClockOff,
            },
            pending.UserId,
            ct => off.Drift.IsFast ? credentials.SpendAsync(spent, ct) : Task.CompletedTask,
            ct
        );
        return new SecondFactorOutcome.ClockOff(off.Drift);
    }

    private static SessionProof ToProof(PendingSignIn pending, FactorMatch.Right right) =>
        new()
        {
            UserId = pending.UserId,
            TenantId = pending.TenantId,
            AuthenticationId = pending.AuthenticationId,
            PasswordAt = pending.PasswordAt,
            InteractionKey = pending.InteractionKey,
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
