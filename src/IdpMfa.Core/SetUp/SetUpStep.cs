using System.Security.Cryptography;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Clients;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;
using Microsoft.Extensions.Options;

namespace IdpMfa.Core.SetUp;

/// <summary>Sets up an authenticator for a user who has none.</summary>
/// <remarks>
/// Nothing counts before a code confirms the key. Wrong codes move no lock counter: whoever is here has the password and
/// sees the key. Of two set-ups at the same time exactly one wins, because the first confirmation moves the user's epoch.
/// </remarks>
public sealed class SetUpStep(
    IUserDirectory users,
    IProtocolEngine engine,
    ISignInFactsStore facts,
    IAttemptStore attempts,
    IPendingSignInStore pendingSignIns,
    ISessionStore storedSessions,
    ITotpCredentialStore credentials,
    SessionStarter sessions,
    RecoveryTokenIssuer issuer,
    ISecretProtector protector,
    IUnitOfWork unitOfWork,
    IAuditLog audit,
    IOptions<TotpOptions> options,
    TimeProvider clock
)
{
    public async Task<SetUpOffer> OfferAsync(Guid pendingId, CancellationToken ct)
    {
        if (await FindSubjectAsync(pendingId, ct) is not { } subject)
        {
            return new SetUpOffer.Gone();
        }

        if (subject.Facts.HasFactor)
        {
            return new SetUpOffer.HasFactor();
        }

        if (subject.Needs == EnforcementOutcome.Enough && subject.Facts.Tenant.Enforcement == MfaEnforcement.Off)
        {
            return new SetUpOffer.NotOffered();
        }

        return await GetKeyAsync(subject.Pending, ct) is var (pending, secret)
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
        if (await pendingSignIns.FindAsync(pendingId, clock.GetUtcNow(), ct) is { CompletedAt: not null } completed)
        {
            return await RepeatAsync(completed, code, preparedTokens, ct);
        }

        if (
            await FindSubjectAsync(pendingId, ct) is not { Facts.HasFactor: false, Pending.SetUpKey: { } key } subject
            || (subject.Pending.SessionId is { } sessionId && browserSession?.SessionId != sessionId)
            || (subject.Needs == EnforcementOutcome.Enough && subject.Facts.Tenant.Enforcement == MfaEnforcement.Off)
        )
        {
            return await RepeatOrAsync(new SetUpOutcome.Gone(), pendingId, code, preparedTokens, ct);
        }

        var pending = subject.Pending;
        if (!await pendingSignIns.TryChargeSetUpAsync(pending.Id, clock.GetUtcNow(), ct))
        {
            return await RepeatOrAsync(new SetUpOutcome.KeyUsedUp(), pendingId, code, preparedTokens, ct);
        }

        if (FindStep(pending.UserId, key, code) is not { } step)
        {
            await audit.AppendAsync(
                Event(AuditCode.MfaSetUpRefused, pending) with
                {
                    Reason = AuditReason.WrongCode,
                },
                ct
            );
            return new SetUpOutcome.WrongCode();
        }

        var prepared = issuer.Read(pending.UserId, pending.Id, preparedTokens);
        var session = await unitOfWork.RunAsync(
            ct => EnableAsync(subject, key, step, CodeHash.Compute(pending.Id, code), prepared, browserSession, ct),
            ct
        );

        if (session is not null)
        {
            return new SetUpOutcome.Confirmed(session, pending, prepared.Tokens);
        }

        return await RepeatOrAsync(new SetUpOutcome.Gone(), pendingId, code, preparedTokens, ct);
    }

    /// <summary>Puts set-up off while the grace period runs.</summary>
    /// <returns>The session, or null where it can't be put off.</returns>
    public async Task<Session?> PutOffAsync(Guid pendingId, SignInEvidence? browserSession, CancellationToken ct)
    {
        return await TryPutOffAsync(pendingId, browserSession, ct)
            ?? (
                await pendingSignIns.FindAsync(pendingId, clock.GetUtcNow(), ct) is { } completed
                && CodeHash.IsDoubleClick(completed, clock.GetUtcNow())
                    ? await FindStartedAsync(completed, ct)
                    : null
            );
    }

    private async Task<Session?> TryPutOffAsync(Guid pendingId, SignInEvidence? browserSession, CancellationToken ct)
    {
        if (
            await FindSubjectAsync(pendingId, ct) is not { Needs: EnforcementOutcome.SetUpOffered } subject
            || (subject.Pending.SessionId is { } sessionId && browserSession?.SessionId != sessionId)
        )
        {
            return null;
        }

        var pending = subject.Pending;
        return await unitOfWork.RunAsync(
            async ct =>
            {
                // The user's row first: a lock or reset that came meanwhile has moved the epoch. The counter that this
                // clears is of no use to somebody without a factor.
                var proof = ToProof(pending) with
                {
                    HasPutOffSetUp = true,
                };
                if (
                    await attempts.TryAcceptAsync(pending.UserId, SignInStep.SecondFactor, pending.Epoch, ct) is null
                    || await pendingSignIns.FindAsync(pending.Id, clock.GetUtcNow(), ct) is not { CompletedAt: null }
                    || await sessions.StartAsync(proof, browserSession, ct) is not { } session
                    || !await pendingSignIns.TryCompleteAsync(
                        pending.Id,
                        session.Id,
                        CodeHash.None,
                        clock.GetUtcNow(),
                        ct
                    )
                )
                {
                    return Work<Session?>.RollBack(null);
                }

                await audit.AppendAsync(Event(AuditCode.MfaSetUpPutOff, pending), ct);
                return Work<Session?>.Commit(session);
            },
            ct
        );
    }

    private async Task<Subject?> FindSubjectAsync(Guid pendingId, CancellationToken ct)
    {
        if (
            await pendingSignIns.FindAsync(pendingId, clock.GetUtcNow(), ct) is not { CompletedAt: null } pending
            || await users.FindAsync(pending.UserId, ct) is not { IsDisabled: false } user
            || await facts.FindAsync(user.Id, user.TenantId, ct) is not { State.LockedAt: null } known
            || known.Epoch != pending.Epoch
        )
        {
            return null;
        }

        var client = pending.ClientId is { } clientId ? await engine.FindClientAsync(clientId, ct) : null;
        var needs = EnforcementEvaluator.Evaluate(EnforcementFacts.ToInput(known, user, client, clock.GetUtcNow()));
        return new Subject(pending, user, known, needs);
    }

    private async Task<(PendingSignIn Pending, TotpSecret Secret)?> GetKeyAsync(
        PendingSignIn pending,
        CancellationToken ct
    )
    {
        if (pending.SetUpKey is null || pending.SetUpFailures >= PendingSignIn.MaxSetUpFailures)
        {
            var fresh = TotpSecret.CreateRandom();
            var key = protector.Protect(SecretPurpose.TotpKey, pending.UserId, fresh.Key);

            // Where another request was faster, its key is the one to show.
            await pendingSignIns.TrySetKeyAsync(pending.Id, key, pending.BeganAt + PendingSignIn.SetUpLifetime, ct);
            if (await pendingSignIns.FindAsync(pending.Id, clock.GetUtcNow(), ct) is not { } current)
            {
                return null;
            }

            pending = current;
        }

        // None where the sign-in was completed meanwhile.
        return
            pending.SetUpKey is { } shown
            && protector.TryUnprotect(SecretPurpose.TotpKey, pending.UserId, shown) is { } bytes
            ? (pending, TotpSecret.FromKey(bytes))
            : null;
    }

    private SetUpOffer.Ready ToOffer(Subject subject, TotpSecret secret) =>
        new(subject.Pending, secret)
        {
            OtpauthUri = OtpauthUri.Create(secret, subject.Facts.Tenant.Name, subject.User.UserName),
            UserName = subject.User.UserName,
            TenantName = subject.Facts.Tenant.Name,
            PreparedTokens = issuer.Prepare(subject.User.Id, subject.Pending.Id),
            CanPutOff = subject.Needs == EnforcementOutcome.SetUpOffered,
            IsVoluntary = subject.Needs == EnforcementOutcome.Enough,
        };

    private long? FindStep(UserId user, ProtectedSecret key, MfaCode code)
    {
        if (code is not MfaCode.Totp typed || protector.TryUnprotect(SecretPurpose.TotpKey, user, key) is not { } bytes)
        {
            return null;
        }

        var step = TotpAlgorithm.FindStep(
            TotpSecret.FromKey(bytes),
            typed.Code,
            clock.GetUtcNow(),
            options.Value.DriftSteps
        );
        CryptographicOperations.ZeroMemory(bytes);
        return step;
    }

    private async Task<Work<Session?>> EnableAsync(
        Subject subject,
        ProtectedSecret key,
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
            Id = Guid.CreateVersion7(),
            UserId = pending.UserId,
            Name = "Authenticator",
            Secret = key,
            LastUsedStep = step, // the set-up code counts as used
            ConfirmedAt = now,
            LastUsedAt = now,
        };
        var proof = ToProof(pending) with { SecondFactor = SecondFactorKind.Totp, FactorId = credential.Id };

        if (
            !await attempts.TryCompleteSetUpAsync(pending.UserId, pending.Epoch, ct)
            || await sessions.StartAsync(proof, browserSession, ct) is not { } session
            || !await pendingSignIns.TryCompleteAsync(pending.Id, session.Id, codeHash, now, ct)
        )
        {
            return Work<Session?>.RollBack(null);
        }

        await credentials.AddAsync(credential, ct);
        await issuer.IssueAsync(pending.UserId, pending.TenantId, prepared, ct);
        await audit.AppendAsync(Event(AuditCode.MfaEnabled, pending), ct);
        return Work<Session?>.Commit(session);
    }

    /// <summary>The other click of a double click may win at any moment of this one.</summary>
    private async Task<SetUpOutcome> RepeatOrAsync(
        SetUpOutcome otherwise,
        Guid pendingId,
        MfaCode code,
        string? preparedTokens,
        CancellationToken ct
    ) =>
        await pendingSignIns.FindAsync(pendingId, clock.GetUtcNow(), ct) is { CompletedAt: not null } completed
            ? await RepeatAsync(completed, code, preparedTokens, ct)
            : otherwise;

    private async Task<SetUpOutcome> RepeatAsync(
        PendingSignIn completed,
        MfaCode code,
        string? preparedTokens,
        CancellationToken ct
    )
    {
        if (
            !CodeHash.IsDoubleClick(completed, code, clock.GetUtcNow())
            || await FindStartedAsync(completed, ct) is not { } session
        )
        {
            return new SetUpOutcome.Gone();
        }

        var prepared = issuer.Read(completed.UserId, completed.Id, preparedTokens);
        var isRepeated = await issuer.IsRepeatedAsync(completed.UserId, prepared, ct);
        return new SetUpOutcome.Confirmed(session, completed, isRepeated ? prepared.Tokens : []);
    }

    private async Task<Session?> FindStartedAsync(PendingSignIn completed, CancellationToken ct) =>
        await storedSessions.FindAsync(completed.CompletedSessionId!.Value, ct) is { EndedAt: null } session
        && session.AuthenticationId == completed.AuthenticationId
            ? session
            : null;

    private static SessionProof ToProof(PendingSignIn pending) =>
        new()
        {
            UserId = pending.UserId,
            TenantId = pending.TenantId,
            AuthenticationId = pending.AuthenticationId,
            PasswordAt = pending.PasswordAt,
            InteractionKey = pending.InteractionKey,
            ClientId = pending.ClientId,
            MustRaise = pending.SessionId is not null,
        };

    private AuditEvent Event(string code, PendingSignIn pending) =>
        AuditEvent.Of(code, pending.UserId, clock.GetUtcNow()) with
        {
            TenantId = pending.TenantId,
            ClientId = pending.ClientId,
        };

    private sealed record Subject(PendingSignIn Pending, UserAccount User, SignInFacts Facts, EnforcementOutcome Needs);
}
