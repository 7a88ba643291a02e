using IdpMfa.Core.Audit;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.SignIn;

/// <summary>The first step of a sign-in.</summary>
/// <remarks>
/// A refused password costs one hash whether the name is unknown, locked, of another tenant or simply wrong. The charge
/// commits before the password is looked at.
/// </remarks>
public sealed class PasswordStep(
    IUserDirectory users,
    ISignInFactsStore facts,
    IAttemptStore attempts,
    IPendingSignInStore pendingSignIns,
    SessionStarter sessions,
    LockoutGuard lockout,
    SignOut signOut,
    IUnitOfWork unitOfWork,
    IAuditLog audit,
    TimeProvider clock
)
{
    public async Task<PasswordOutcome> SignInAsync(PasswordAttempt attempt, CancellationToken ct)
    {
        var user = await users.FindByLoginNameAsync(attempt.LoginName, ct);
        if (await signOut.ComesFirstAsync(attempt.BrowserSession, user?.Id, ct))
        {
            return new PasswordOutcome.SignOutFirst();
        }

        var (known, reason) = await TryPasswordAsync(attempt, user, ct);
        if (reason is not null)
        {
            return new PasswordOutcome.Refused();
        }

        var outcome = await AcceptAsync(attempt, user!, known!, ct);
        if (outcome is not PasswordOutcome.Refused)
        {
            await users.StrengthenPasswordAsync(user!, attempt.Password, ct);
        }

        return outcome;
    }

    /// <summary>
    /// Asks a signed-in user for the password once more; charged like any other password.
    /// </summary>
    public async Task<bool> ConfirmAsync(SignInEvidence session, string password, CancellationToken ct)
    {
        if (await users.FindAsync(session.Subject, ct) is not { IsDisabled: false } user)
        {
            return false;
        }

        var attempt = new PasswordAttempt
        {
            LoginName = user.UserName,
            Password = password,
            ReturnUrl = "/",
        };
        var (known, reason) = await TryPasswordAsync(attempt, user, ct);
        if (reason is not null)
        {
            return false;
        }

        var isAccepted = await unitOfWork.RunAsync(
            async ct =>
            {
                if (await attempts.TryAcceptAsync(user.Id, SignInStep.Password, known!.Epoch, ct) is null)
                {
                    return Work<bool>.RollBack(false);
                }

                await audit.AppendAsync(Acceptance(attempt, user), ct);
                return Work<bool>.Commit(true);
            },
            ct
        );
        if (!isAccepted)
        {
            await audit.AppendAsync(Refusal(attempt, user, AuditReason.Superseded), ct);
        }

        return isAccepted;
    }

    /// <summary>Charges and compares; a refusal is written down. The same statements and one hash for every name.</summary>
    private async Task<(SignInFacts? Known, string? Reason)> TryPasswordAsync(
        PasswordAttempt attempt,
        UserAccount? user,
        CancellationToken ct
    )
    {
        // Read before the charge: whatever changes from here on moves the epoch, and then the password comes too late.
        var known = await facts.FindAsync(user?.Id ?? LockoutGuard.Nobody, user?.TenantId ?? "", ct);
        var charge = await lockout.ChargePasswordAsync(user?.Id, known?.State, ct);
        var isCharged = charge is AttemptCharge.Charged;
        var isRight = await users.VerifyPasswordAsync(isCharged ? user : null, attempt.Password, ct);

        var reason = FindReasonToRefuse(attempt, user, known, isCharged, isRight);
        if (reason is not null)
        {
            await lockout.RefusePasswordAsync(Refusal(attempt, user, reason), user?.Id, charge, ct);
        }

        return (known, reason);
    }

    private static string? FindReasonToRefuse(
        PasswordAttempt attempt,
        UserAccount? user,
        SignInFacts? known,
        bool isCharged,
        bool isRight
    )
    {
        if (user is null)
        {
            return AuditReason.UnknownUser;
        }

        if (!isCharged)
        {
            return AuditReason.LockedOrBusy;
        }

        if (!isRight)
        {
            return AuditReason.WrongPassword;
        }

        if (user.IsDisabled)
        {
            return AuditReason.Disabled;
        }

        var isOfWantedTenant =
            attempt.TenantId is null || string.Equals(attempt.TenantId, user.TenantId, StringComparison.Ordinal);
        return isOfWantedTenant && known is not null ? null : AuditReason.OtherTenant;
    }

    private async Task<PasswordOutcome> AcceptAsync(
        PasswordAttempt attempt,
        UserAccount user,
        SignInFacts known,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        var needs = EnforcementEvaluator.Evaluate(EnforcementFacts.ToInput(known, user, attempt.Client, now));

        var outcome = await unitOfWork.RunAsync(
            async ct =>
            {
                if (await attempts.TryAcceptAsync(user.Id, SignInStep.Password, known.Epoch, ct) is not { } epoch)
                {
                    return Work<PasswordOutcome>.RollBack(new PasswordOutcome.Refused());
                }

                await audit.AppendAsync(Acceptance(attempt, user), ct);

                // A minimum that this user can't reach is the engine's to answer, with a protocol error.
                var isEnough =
                    needs is EnforcementOutcome.Enough || (needs is EnforcementOutcome.CannotBeMet && !known.HasFactor);
                if (isEnough && !attempt.AlwaysPending)
                {
                    return await StartSessionAsync(attempt, user, now, ct);
                }

                var pending = ToPending(attempt, user, epoch, now);
                await pendingSignIns.AddAsync(pending, ct);
                return Work<PasswordOutcome>.Commit(
                    known.HasFactor
                        ? new PasswordOutcome.SecondFactorNeeded(pending)
                        : new PasswordOutcome.SetUpNeeded(pending)
                );
            },
            ct
        );

        if (outcome is PasswordOutcome.Refused)
        {
            await audit.AppendAsync(Refusal(attempt, user, AuditReason.Superseded), ct);
        }

        return outcome;
    }

    private async Task<Work<PasswordOutcome>> StartSessionAsync(
        PasswordAttempt attempt,
        UserAccount user,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var proof = new SessionProof
        {
            UserId = user.Id,
            TenantId = user.TenantId,
            AuthenticationId = Guid.CreateVersion7(),
            PasswordAt = now,
            InteractionKey = attempt.InteractionKey,
            ClientId = attempt.Client?.ClientId,
        };
        var session = await sessions.StartAsync(proof, attempt.BrowserSession, ct);
        return Work<PasswordOutcome>.Commit(new PasswordOutcome.SignedIn(session!));
    }

    private static PendingSignIn ToPending(PasswordAttempt attempt, UserAccount user, int epoch, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7();
        return new PendingSignIn
        {
            Id = id,
            UserId = user.Id,
            TenantId = user.TenantId,
            ClientId = attempt.Client?.ClientId,
            InteractionKey = attempt.InteractionKey,
            ReturnUrl = attempt.ReturnUrl,
            Epoch = epoch,
            BeganAt = now,
            ExpiresAt = now + PendingSignIn.Lifetime,
            PasswordAt = now,
            AuthenticationId = id,
        };
    }

    private AuditEvent Acceptance(PasswordAttempt attempt, UserAccount user) =>
        AuditEvent.Of(AuditCode.PasswordAccepted, user.Id, clock.GetUtcNow()) with
        {
            TenantId = user.TenantId,
            ClientId = attempt.Client?.ClientId,
        };

    private AuditEvent Refusal(PasswordAttempt attempt, UserAccount? user, string reason) =>
        AuditEvent.Of(AuditCode.PasswordRefused, user?.Id, clock.GetUtcNow()) with
        {
            Reason = reason,
            TenantId = user?.TenantId,
            ClientId = attempt.Client?.ClientId,
        };
}
