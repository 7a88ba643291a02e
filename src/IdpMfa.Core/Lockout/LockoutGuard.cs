using System.Collections.Immutable;
using System.Security.Cryptography;
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

    /// <summary>Stands for the user of a name that nobody has: whoever looks for rows of it asks the database and finds none.</summary>
    internal static readonly UserId Nobody = UserId.From("(nobody)");

    /// <summary>Rows that stand for names that can't be charged; several, so that floods of them don't queue at one.</summary>
    private static readonly ImmutableArray<UserId> Nobodies =
    [
        .. Enumerable.Range(0, 64).Select(number => UserId.From($"(nobody {number})")),
    ];

    private int Max => options.Value.MaxFailedAttempts;

    /// <summary>
    /// Counts an attempt before its password is looked at. <paramref name="user"/> is null for a name that nobody has;
    /// <paramref name="state"/> is the user's row as it was just read, null where there is none yet.
    /// </summary>
    /// <remarks>
    /// A name that nobody has, or that is locked, is charged on a row of nobody: the same statements and the same commit
    /// for every name, so that time tells none apart (CWE-208).
    /// </remarks>
    public async Task<AttemptCharge> ChargePasswordAsync(UserId? user, SignInState? state, CancellationToken ct)
    {
        if (user is not { } id || state is { LockedAt: not null } || state?.PasswordFailures >= Max)
        {
            var nobody = Nobodies[RandomNumberGenerator.GetInt32(Nobodies.Length)];
            await TryChargePasswordAsync(nobody, int.MaxValue, hasRow: false, ct);
            return new AttemptCharge.Refused();
        }

        return await TryChargePasswordAsync(id, Max, hasRow: state is not null, ct)
            ? new AttemptCharge.Charged()
            : new AttemptCharge.Refused();
    }

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

        if (isCharged)
        {
            return new AttemptCharge.Charged();
        }

        await unitOfWork.RunAsync(
            async ct =>
            {
                await LockIfStaleAsync(user, SignInStep.SecondFactor, ct);
                return Work<bool>.Commit(true);
            },
            ct
        );
        return new AttemptCharge.Refused();
    }

    /// <summary>
    /// Writes the refusal of a password, and the lock if this failure filled the counter; a name that nobody has costs what
    /// other names cost.
    /// </summary>
    public async Task RefusePasswordAsync(
        AuditEvent refusal,
        UserId? user,
        AttemptCharge charge,
        CancellationToken ct
    ) =>
        await unitOfWork.RunAsync(
            async ct =>
            {
                if (charge is AttemptCharge.Charged)
                {
                    await LockIfFullAsync(user ?? Nobody, SignInStep.Password, ct);
                }
                else
                {
                    await LockIfStaleAsync(user ?? Nobody, SignInStep.Password, ct);
                }

                await audit.AppendAsync(refusal, ct);
                return Work<bool>.Commit(true);
            },
            ct
        );

    /// <summary>Writes the refusal of a code, and the lock if this failure filled the counter.</summary>
    public Task RefuseCodeAsync(AuditEvent refusal, UserId user, CancellationToken ct) =>
        RefuseCodeAsync(refusal, user, _ => Task.CompletedTask, ct);

    /// <summary>As the other, with what <paramref name="withIt"/> writes in the same transaction.</summary>
    public async Task RefuseCodeAsync(
        AuditEvent refusal,
        UserId user,
        Func<CancellationToken, Task> withIt,
        CancellationToken ct
    ) =>
        await unitOfWork.RunAsync(
            async ct =>
            {
                await LockIfFullAsync(user, SignInStep.SecondFactor, ct);

                // A right code that came too late says nothing of who typed it.
                if (refusal.Reason != AuditReason.Superseded)
                {
                    await TellOfWrongCodeAsync(user, ct);
                }

                await withIt(ct);
                await audit.AppendAsync(refusal, ct);
                return Work<bool>.Commit(true);
            },
            ct
        );

    private async Task<bool> TryChargePasswordAsync(UserId user, int max, bool hasRow, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await attempts.TryChargePasswordAsync(user, max, now, ct)
            || (
                !hasRow
                && (
                    await attempts.TryAddChargedAsync(user, now, ct)
                    || await attempts.TryChargePasswordAsync(user, max, now, ct)
                )
            );
    }

    private async Task LockIfFullAsync(UserId user, SignInStep step, CancellationToken ct)
    {
        if (await attempts.TryLockAsync(user, step, Max, clock.GetUtcNow(), ct))
        {
            await OnLockedAsync(user, step, ct);
        }
    }

    private async Task LockIfStaleAsync(UserId user, SignInStep step, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await attempts.TryLockStaleAsync(user, step, Max, now - MaxAttemptDuration, now, ct))
        {
            await OnLockedAsync(user, step, ct);
        }
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
