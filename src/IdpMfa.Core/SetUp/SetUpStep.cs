using IdpMfa.Core.Audit;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Totp;

namespace IdpMfa.Core.SetUp;

/// <summary>Sets up an authenticator: the first one, or another in the place of the old one.</summary>
/// <remarks>
/// Nothing counts before a code confirms the key. Wrong codes move no lock counter: whoever is here has the password and
/// sees the key. Of two set-ups at the same time exactly one wins, because the first confirmation moves the user's epoch.
/// </remarks>
public sealed class SetUpStep(
    SetUpSubjectFinder subjects,
    SetUpRepeat repeats,
    SetUpKey keys,
    IAttemptStore attempts,
    IPendingSignInStore pendingSignIns,
    ITotpCredentialStore credentials,
    SessionStarter sessions,
    SignOut signOut,
    RecoveryTokenIssuer issuer,
    UserNotices notices,
    IUnitOfWork unitOfWork,
    IAuditLog audit,
    TimeProvider clock
)
{
    public async Task<SetUpOffer> OfferAsync(Guid pendingId, CancellationToken ct)
    {
        if (await subjects.FindAsync(pendingId, ct) is not { } subject)
        {
            return new SetUpOffer.Gone();
        }

        if (subject.MustGiveFactor)
        {
            return new SetUpOffer.HasFactor();
        }

        if (subject.IsNotOffered)
        {
            return new SetUpOffer.NotOffered();
        }

        if (subject.NeedsProof)
        {
            return new SetUpOffer.ProofNeeded();
        }

        return await keys.GetAsync(subject.Pending, ct) is var (pending, secret)
            ? ToOffer(subject with { Pending = pending }, secret)
            : new SetUpOffer.Gone();
    }

    /// <param name="pendingId">The pending sign-in.</param>
    /// <param name="code">What was typed.</param>
    /// <param name="preparedTokens">The form's hidden field.</param>
    /// <param name="browserSession">The browser's session, if it has one.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<SetUpOutcome> ConfirmAsync(
        Guid pendingId,
        MfaCode code,
        string? preparedTokens,
        SignInEvidence? browserSession,
        CancellationToken ct
    )
    {
        var outcome = await TryConfirmAsync(pendingId, code, preparedTokens, browserSession, ct);

        // The other click of a double click may win at any moment of this one.
        if (outcome is not (SetUpOutcome.Gone or SetUpOutcome.KeyUsedUp))
        {
            return outcome;
        }

        if (await repeats.FindAsync(pendingId, code, preparedTokens, ct) is { } repeated)
        {
            return repeated;
        }

        if (outcome is SetUpOutcome.KeyUsedUp { Pending: var pending })
        {
            await RefuseAsync(pending, AuditReason.LockedOrBusy, null, ct);
        }

        return outcome;
    }

    private async Task<SetUpOutcome> TryConfirmAsync(
        Guid pendingId,
        MfaCode code,
        string? preparedTokens,
        SignInEvidence? browserSession,
        CancellationToken ct
    )
    {
        if (
            await subjects.FindAsync(pendingId, ct)
                is not {
                    MustGiveFactor: false,
                    IsNotOffered: false,
                    NeedsProof: false,
                    Pending.SetUpKey: not null
                } subject
            || !subject.BelongsTo(browserSession)
            || await signOut.ComesFirstAsync(browserSession, subject.Pending.UserId, ct)
        )
        {
            return new SetUpOutcome.Gone();
        }

        var pending = subject.Pending;
        if (!await pendingSignIns.TryChargeSetUpAsync(pending.Id, clock.GetUtcNow(), ct))
        {
            return new SetUpOutcome.KeyUsedUp(pending);
        }

        switch (await keys.MatchAsync(pending, code, ct))
        {
            case FactorMatch.Right right:
                var prepared = issuer.Read(pending.UserId, pending.Id, preparedTokens);
                var codeHash = CodeHash.Compute(pending.Id, code);
                var session = await unitOfWork.RunAsync(
                    ct => EnableAsync(subject, right.Step, codeHash, prepared, browserSession, ct),
                    ct
                );
                return session is not null
                    ? new SetUpOutcome.Confirmed(session, pending, prepared.Tokens)
                    : new SetUpOutcome.Gone();

            case FactorMatch.OffClock off:
                await RefuseAsync(pending, AuditReason.ClockOff, off, ct);
                return new SetUpOutcome.ClockOff(off.Drift);

            default:
                await RefuseAsync(pending, AuditReason.WrongCode, null, ct);
                return new SetUpOutcome.WrongCode();
        }
    }

    private Task<bool> RefuseAsync(
        PendingSignIn pending,
        string reason,
        FactorMatch.OffClock? off,
        CancellationToken ct
    ) =>
        unitOfWork.RunAsync(
            async ct =>
            {
                var now = clock.GetUtcNow();
                await audit.AppendAsync(
                    SetUpEvent.Of(AuditCode.MfaSetUpRefused, pending, now) with
                    {
                        Reason = reason,
                    },
                    ct
                );
                if (off is { Drift.IsFast: true })
                {
                    var spent = new SpentStep
                    {
                        FactorId = pending.Id,
                        Step = off.Step,
                        SpentAt = now,
                    };
                    await credentials.SpendAsync(spent, ct);
                }

                return Work<bool>.Commit(true);
            },
            ct
        );

    private SetUpOffer.Ready ToOffer(SetUpSubject subject, TotpSecret secret) =>
        new(subject.Pending, secret)
        {
            OtpauthUri = OtpauthUri.Create(secret, subject.Facts.Tenant.Name, subject.User.UserName),
            UserName = subject.User.UserName,
            TenantName = subject.Facts.Tenant.Name,
            PreparedTokens = issuer.Prepare(subject.User.Id, subject.Pending.Id),
            CanPutOff = subject.CanPutOff,
            IsVoluntary = subject.IsVoluntary,
            IsReplacement = subject.IsReplacement,
        };

    private async Task<Work<Session?>> EnableAsync(
        SetUpSubject subject,
        long step,
        byte[] codeHash,
        PreparedRecoveryTokens prepared,
        SignInEvidence? browserSession,
        CancellationToken ct
    )
    {
        var pending = subject.Pending;
        var now = clock.GetUtcNow();
        var credential = new TotpCredential
        {
            Id = pending.Id, // steps that were spent during set-up stay spent
            UserId = pending.UserId,
            Name = "Authenticator",
            Secret = pending.SetUpKey!,
            LastUsedStep = step, // the set-up code counts as used
            ConfirmedAt = now,
            LastUsedAt = now,
        };
        var proof = SetUpProof.Of(pending) with { SecondFactor = SecondFactorKind.Totp, FactorId = credential.Id };

        if (
            !await attempts.TryCompleteSetUpAsync(pending.UserId, pending.Epoch, ct)
            || await StartSessionAsync(subject, proof, browserSession, ct) is not { } session
            || !await pendingSignIns.TryCompleteAsync(pending.Id, session.Id, codeHash, now, ct)
        )
        {
            return Work<Session?>.RollBack(null);
        }

        if (subject.IsReplacement)
        {
            await credentials.DeleteAllAsync(pending.UserId, ct);
        }

        await credentials.AddAsync(credential, ct);
        await issuer.IssueAsync(pending.UserId, pending.TenantId, prepared, ct);
        var (code, mail) = subject.IsReplacement
            ? (AuditCode.MfaReplaced, MailKind.MfaReplaced)
            : (AuditCode.MfaEnabled, MailKind.MfaEnabled);
        await audit.AppendAsync(SetUpEvent.Of(code, pending, now), ct);
        await notices.TellAsync(subject.User, mail, null, ct);
        return Work<Session?>.Commit(session);
    }

    /// <summary>Enabling leaves the user's other sessions alone; replacing a factor ends them, refresh tokens included.</summary>
    private async Task<Session?> StartSessionAsync(
        SetUpSubject subject,
        SessionProof proof,
        SignInEvidence? browserSession,
        CancellationToken ct
    ) =>
        subject.IsReplacement
            ? await sessions.RestartAsync(proof, browserSession!, ct)
            : await sessions.StartAsync(proof, browserSession, ct);
}
