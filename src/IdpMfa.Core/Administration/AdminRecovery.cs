using System.Security.Cryptography;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Mail;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Administration;

/// <summary>The way back for the only administrator whose phone and recovery token are gone.</summary>
/// <remarks>
/// Whoever can run the command is the operator; the link gets nobody in without the password. A lock is lifted when the
/// link is used, before the password: otherwise a stranger who keeps the counter full would keep the administrator out. What
/// bounds guesses then is the link's own count of tries, which is charged first.
/// </remarks>
public sealed class AdminRecovery(
    IUserDirectory users,
    IUserRegister register,
    AdminGuard guard,
    IAdminRecoveryStore recoveries,
    IAttemptStore attempts,
    IPendingSignInStore pendingSignIns,
    PasswordStep passwordStep,
    LockoutGuard lockout,
    MfaAdministration administration,
    UserNotices notices,
    IUnitOfWork unitOfWork,
    IAuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Makes a link and tells all administrators of the tenant; an earlier link is worth nothing from now on.</summary>
    /// <param name="user">The administrator.</param>
    /// <param name="force">Also where another administrator could act.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<AdminRecoveryIssue> IssueAsync(UserAccount user, bool force, CancellationToken ct)
    {
        if (user is not { IsAdmin: true, IsDisabled: false })
        {
            return new AdminRecoveryIssue.NotAnAdmin();
        }

        if (!force && await guard.HasOtherAbleAsync(user, ct))
        {
            return new AdminRecoveryIssue.AnotherCanAct();
        }

        var now = clock.GetUtcNow();
        var token = AdminRecoveryToken.CreateRandom();
        var recovery = new StoredAdminRecovery
        {
            Id = Guid.CreateVersion7(),
            UserId = user.Id,
            Hash = token.Hash(),
            HashVersion = AdminRecoveryToken.HashVersion,
            IssuedAt = now,
            ExpiresAt = now + AdminRecoveryToken.Lifetime,
        };
        return await unitOfWork.RunAsync<AdminRecoveryIssue>(
            async ct =>
            {
                await recoveries.ReplaceAsync(recovery, ct);
                await audit.AppendAsync(
                    Event(AuditCode.AdminRecoveryIssued, user, null) with
                    {
                        Actor = AuditReason.CommandLine,
                    },
                    ct
                );
                foreach (var admin in await register.ListActiveAdminsAsync(user.TenantId, ct))
                {
                    await notices.TellAsync(admin, MailKind.AdminRecovery, user.UserName, ct);
                }

                return Work<AdminRecoveryIssue>.Commit(new AdminRecoveryIssue.Issued(token, recovery.ExpiresAt));
            },
            ct
        );
    }

    public async Task<AdminRecoveryOutcome> RedeemAsync(AdminRecoveryAttempt attempt, CancellationToken ct)
    {
        if (
            AdminRecoveryToken.TryParse(attempt.Token) is not { } token
            || await FindAsync(token, ct) is not { } recovery
            || !await recoveries.TryChargeAsync(recovery.Id, clock.GetUtcNow(), ct)
            || await users.FindAsync(recovery.UserId, ct) is not { IsAdmin: true, IsDisabled: false } user
        )
        {
            await audit.AppendAsync(
                AuditEvent.Of(AuditCode.AdminRecoveryRefused, null, clock.GetUtcNow()) with
                {
                    Reason = AuditReason.LinkOver,
                },
                ct
            );
            return new AdminRecoveryOutcome.LinkOver();
        }

        if (await users.FindByLoginNameAsync(attempt.LoginName, ct) is not { } named || named.Id != user.Id)
        {
            return await RefuseAsync(user, AuditReason.OtherUser, ct);
        }

        await LiftLockAsync(user, ct);
        var password = new PasswordAttempt
        {
            LoginName = attempt.LoginName,
            Password = attempt.Password,
            TenantId = user.TenantId,
            ReturnUrl = attempt.ReturnUrl,
            AlwaysPending = true,
        };
        if (await passwordStep.SignInAsync(password, ct) is not { } outcome || PendingOf(outcome) is not { } pending)
        {
            return await RefuseAsync(user, AuditReason.WrongPassword, ct);
        }

        if (
            await lockout.ChargeSecondFactorAsync(user.Id, pending.Id, FactorKind.None, ct) is AttemptCharge.Refused
            || await RedeemAsync(user, recovery, pending, ct) is not { } leading
        )
        {
            return await RefuseAsync(user, AuditReason.Superseded, ct);
        }

        return new AdminRecoveryOutcome.Redeemed(leading);
    }

    private async Task<StoredAdminRecovery?> FindAsync(AdminRecoveryToken token, CancellationToken ct)
    {
        var hash = token.Hash();
        return
            await recoveries.FindAsync(hash, ct) is { HashVersion: AdminRecoveryToken.HashVersion } found
            && CryptographicOperations.FixedTimeEquals(found.Hash, hash)
            ? found
            : null;
    }

    private async Task LiftLockAsync(UserAccount user, CancellationToken ct)
    {
        if (await attempts.FindAsync(user.Id, ct) is not { LockedAt: not null })
        {
            return;
        }

        await unitOfWork.RunAsync(
            async ct =>
            {
                await attempts.UnlockAsync(user.Id, ct);
                await audit.AppendAsync(Event(AuditCode.SignInUnlocked, user, AuditReason.AdminRecovery), ct);
                return Work<bool>.Commit(true);
            },
            ct
        );
    }

    /// <returns>The sign-in that leads to set-up; null where another request was faster.</returns>
    private Task<PendingSignIn?> RedeemAsync(
        UserAccount user,
        StoredAdminRecovery recovery,
        PendingSignIn pending,
        CancellationToken ct
    ) =>
        unitOfWork.RunAsync(
            async ct =>
            {
                var now = clock.GetUtcNow();
                if (
                    await attempts.TryAcceptAsync(user.Id, SignInStep.SecondFactor, pending.Epoch, ct) != pending.Epoch
                    || !await recoveries.TryConsumeAsync(recovery.Id, now, ct)
                )
                {
                    return Work<PendingSignIn?>.RollBack(null);
                }

                // As Reset MFA does it; that kills what is pending, this sign-in too. Another one takes its place.
                await administration.RemoveFactorsAsync(user, ct);
                var epoch = (await attempts.FindAsync(user.Id, ct))!.Epoch;
                var leading = Leading(pending, epoch, now);
                await pendingSignIns.AddAsync(leading, ct);
                await audit.AppendAsync(Event(AuditCode.AdminRecoveryRedeemed, user, null), ct);
                await audit.AppendAsync(Event(AuditCode.MfaReset, user, AuditReason.AdminRecovery), ct);
                await notices.TellAsync(user, MailKind.MfaReset, null, ct);
                return Work<PendingSignIn?>.Commit(leading);
            },
            ct
        );

    private async Task<AdminRecoveryOutcome> RefuseAsync(UserAccount user, string reason, CancellationToken ct)
    {
        await audit.AppendAsync(Event(AuditCode.AdminRecoveryRefused, user, reason), ct);
        return new AdminRecoveryOutcome.Refused();
    }

    private static PendingSignIn? PendingOf(PasswordOutcome outcome) =>
        outcome switch
        {
            PasswordOutcome.SecondFactorNeeded needed => needed.Pending,
            PasswordOutcome.SetUpNeeded needed => needed.Pending,
            _ => null,
        };

    private static PendingSignIn Leading(PendingSignIn pending, int epoch, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7();
        return new PendingSignIn
        {
            Id = id,
            UserId = pending.UserId,
            TenantId = pending.TenantId,
            ReturnUrl = pending.ReturnUrl,
            Epoch = epoch,
            BeganAt = now,
            ExpiresAt = now + PendingSignIn.SetUpLifetime,
            PasswordAt = pending.PasswordAt,
            AuthenticationId = id,
            ProvedAt = now,
        };
    }

    private AuditEvent Event(string code, UserAccount user, string? reason) =>
        AuditEvent.Of(code, user.Id, clock.GetUtcNow()) with
        {
            TenantId = user.TenantId,
            Reason = reason,
        };
}
