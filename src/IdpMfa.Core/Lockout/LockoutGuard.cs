using IdpMfa.Core.Audit;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;
using Microsoft.Extensions.Options;

namespace IdpMfa.Core.Lockout;

/// <summary>Charges attempts before anything is looked at, and sets the lock.</summary>
/// <remarks>
/// The charge is the only gate and is committed alone: an aborted request refunds nothing, and parallel guesses can't
/// outrun the counter (RFC 4226 §7.3).
/// </remarks>
public sealed class LockoutGuard(
    IAttemptStore attempts,
    ITotpCredentialStore credentials,
    IUserDirectory users,
    MailLinks links,
    UserNotices notices,
    IUnitOfWork unitOfWork,
    IAuditLog audit,
    IOptions<LockoutOptions> options,
    TimeProvider clock
)
{
    /// <summary>An attempt that takes longer than this to get its verdict has died.</summary>
    private static readonly TimeSpan MaxAttemptDuration = TimeSpan.FromSeconds(30);

    /// <summary>How often a user is told of wrong codes after a right password.</summary>
    private static readonly TimeSpan WrongCodeNoticeInterval = TimeSpan.FromHours(24);

    private static readonly UserId Nobody = UserId.From("(nobody)");

    private int Max => options.Value.MaxFailedAttempts;

    public async Task<AttemptCharge> ChargePasswordAsync(UserId user, CancellationToken ct)
    {
        if (await attempts.TryChargePasswordAsync(user, Max, clock.GetUtcNow(), ct))
        {
            return new AttemptCharge.Charged();
        }

        // A user whom the host made without us has no row yet.
        if (await attempts.FindAsync(user, ct) is null)
        {
            await attempts.EnsureExistsAsync(user, ct);
            if (await attempts.TryChargePasswordAsync(user, Max, clock.GetUtcNow(), ct))
            {
                return new AttemptCharge.Charged();
            }
        }

        return await OnRefusedChargeAsync(user, SignInStep.Password, ct);
    }

    /// <summary>Sends the database what a charge sends, for a name that nobody has: equal work for known and unknown names.</summary>
    public Task ChargeNobodyAsync(CancellationToken ct) =>
        attempts.TryChargePasswordAsync(Nobody, Max, clock.GetUtcNow(), ct);

    public async Task<AttemptCharge> ChargeSecondFactorAsync(
        UserId user,
        Guid pendingId,
        FactorKind factor,
        CancellationToken ct
    )
    {
        var isCharged = await unitOfWork.RunAsync(
            async ct =>
            {
                var isCharged = await attempts.TryChargeSecondFactorAsync(
                    user,
                    pendingId,
                    factor == FactorKind.Recovery,
                    Max,
                    clock.GetUtcNow(),
                    ct
                );
                if (isCharged && factor == FactorKind.Totp)
                {
                    await credentials.ChargeAllAsync(user, ct);
                }

                return isCharged ? Work<bool>.Commit(true) : Work<bool>.RollBack(false);
            },
            ct
        );

        return isCharged ? new AttemptCharge.Charged() : await OnRefusedChargeAsync(user, SignInStep.SecondFactor, ct);
    }

    /// <summary>Writes the refusal, and the lock if this failure filled the counter.</summary>
    public Task FailAsync(AuditEvent refusal, UserId user, SignInStep step, CancellationToken ct) =>
        FailAsync(refusal, user, step, _ => Task.CompletedTask, ct);

    /// <summary>As the other, with what <paramref name="withIt"/> writes in the same transaction.</summary>
    public async Task FailAsync(
        AuditEvent refusal,
        UserId user,
        SignInStep step,
        Func<CancellationToken, Task> withIt,
        CancellationToken ct
    ) =>
        await unitOfWork.RunAsync(
            async ct =>
            {
                if (await attempts.TryLockAsync(user, step, Max, clock.GetUtcNow(), ct))
                {
                    await OnLockedAsync(user, step, ct);
                }

                // A right code that came too late says nothing of who typed it.
                if (step == SignInStep.SecondFactor && refusal.Reason != AuditReason.Superseded)
                {
                    await TellOfWrongCodeAsync(user, ct);
                }

                await withIt(ct);
                await audit.AppendAsync(refusal, ct);
                return Work<bool>.Commit(true);
            },
            ct
        );

    private async Task<AttemptCharge> OnRefusedChargeAsync(UserId user, SignInStep step, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await unitOfWork.RunAsync(
            async ct =>
            {
                if (!await attempts.TryLockStaleAsync(user, step, Max, now - MaxAttemptDuration, now, ct))
                {
                    return Work<bool>.RollBack(false);
                }

                await OnLockedAsync(user, step, ct);
                return Work<bool>.Commit(true);
            },
            ct
        );
        return new AttemptCharge.Refused();
    }

    /// <summary>Whoever's UPDATE set the lock writes it down and mails the link: one mail per lock.</summary>
    private async Task OnLockedAsync(UserId user, SignInStep step, CancellationToken ct)
    {
        var account = await users.FindAsync(user, ct);
        await audit.AppendAsync(Locked(user, step) with { TenantId = account?.TenantId }, ct);

        // Not limited: every further lock takes an unlock by the mailbox's owner or an administrator before.
        if (account is { IsDisabled: false })
        {
            await links.IssueUnlockAsync(account, ct);
        }
    }

    /// <summary>A right password and then a wrong code: the user mistyped, or somebody has the password.</summary>
    private async Task TellOfWrongCodeAsync(UserId user, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await attempts.TryNoteWrongCodeAsync(user, now - WrongCodeNoticeInterval, now, ct))
        {
            await notices.TellAsync(user, MailKind.WrongCode, null, ct);
        }
    }

    private AuditEvent Locked(UserId user, SignInStep step) =>
        AuditEvent.Of(AuditCode.SignInLocked, user, clock.GetUtcNow()) with
        {
            Reason = step == SignInStep.Password ? AuditReason.TooManyPasswords : AuditReason.TooManyCodes,
        };
}
