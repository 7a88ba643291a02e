using IdpMfa.Core.Audit;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Passwords;

/// <summary>A new password by a mailed link.</summary>
/// <remarks>
/// It ends every session and refresh token, lifts the lock and kills pending sign-ins. It signs nobody in and leaves the
/// factor alone, so a thief of the mailbox still meets the MFA step.
/// </remarks>
public sealed class PasswordReset(
    IMailLinkStore links,
    IUserDirectory users,
    IAttemptStore attempts,
    ISessionStore sessions,
    PasswordRules rules,
    UserNotices notices,
    IUnitOfWork unitOfWork,
    IAuditLog audit,
    TimeProvider clock
)
{
    /// <returns>Null where the link is dead. Changes nothing.</returns>
    public async Task<PasswordResetForm?> FindFormAsync(string? token, CancellationToken ct)
    {
        if (
            await FindAsync(token, ct) is not { } link
            || !link.IsAlive(clock.GetUtcNow())
            || await users.FindAsync(link.UserId, ct) is not { IsDisabled: false } user
        )
        {
            return null;
        }

        return new PasswordResetForm(user.UserName, user.TenantId, await rules.GetMinLengthAsync(user, ct));
    }

    public async Task<PasswordResetOutcome> ResetAsync(
        string? token,
        string password,
        string productName,
        CancellationToken ct
    )
    {
        if (
            await FindAsync(token, ct) is not { } link
            || await users.FindAsync(link.UserId, ct) is not { IsDisabled: false } user
        )
        {
            return await RefuseAsync(null, ct);
        }

        if (!link.IsAlive(clock.GetUtcNow()))
        {
            return await RepeatOrRefuseAsync(link, user, password, ct);
        }

        var verdict = await rules.EvaluateAsync(user, password, productName, ct);
        if (verdict is not PasswordVerdict.Accepted accepted)
        {
            await audit.AppendAsync(Event(AuditCode.PasswordResetRefused, user, PasswordRules.ReasonOf(verdict)), ct);
            return new PasswordResetOutcome.Refused(verdict);
        }

        // Before the transaction: hashing takes long, and the database is held meanwhile.
        var hashed = users.HashPassword(password);
        return await unitOfWork.RunAsync(ct => TryResetAsync(link, user, hashed, ct), ct)
            ? new PasswordResetOutcome.Done(accepted.Strength)
            : await RepeatOrRefuseAsync(link, user, password, ct);
    }

    private async Task<Work<bool>> TryResetAsync(
        MailLink link,
        UserAccount user,
        HashedPassword password,
        CancellationToken ct
    )
    {
        if (
            !await links.TryUseAsync(link.Id, clock.GetUtcNow(), ct)
            || !await users.TrySetPasswordAsync(user.Id, password, ct)
        )
        {
            return Work<bool>.RollBack(false);
        }

        await attempts.EnsureExistsAsync(user.Id, ct);
        await attempts.UnlockAsync(user.Id, ct);
        await sessions.RevokeAllAsync(user.Id, clock.GetUtcNow(), ct);
        await links.DeleteAllAsync(user.Id, link.Id, ct);
        await audit.AppendAsync(Event(AuditCode.PasswordReset, user, AuditReason.Mail), ct);
        await notices.TellAsync(user, MailKind.PasswordChanged, null, ct);
        return Work<bool>.Commit(true);
    }

    private async Task<MailLink?> FindAsync(string? token, CancellationToken ct) =>
        MailToken.TryParse(token) is { } parsed
            ? await links.FindAsync(MailKind.PasswordReset, parsed.Hash(MailKind.PasswordReset), ct)
            : null;

    /// <summary>The other click of a double click sent the same password, which is the user's now.</summary>
    private async Task<PasswordResetOutcome> RepeatOrRefuseAsync(
        MailLink link,
        UserAccount user,
        string password,
        CancellationToken ct
    )
    {
        var isRecent =
            await links.FindAsync(MailKind.PasswordReset, link.Hash, ct) is { UsedAt: { } usedAt }
            && clock.GetUtcNow() - usedAt < DoubleClick.Window;
        return isRecent && await users.VerifyPasswordAsync(user, password, ct)
            ? new PasswordResetOutcome.Done(PasswordStrength.Fair)
            : await RefuseAsync(user, ct);
    }

    private async Task<PasswordResetOutcome> RefuseAsync(UserAccount? user, CancellationToken ct)
    {
        await audit.AppendAsync(Event(AuditCode.PasswordResetRefused, user, AuditReason.DeadLink), ct);
        return new PasswordResetOutcome.Dead();
    }

    private AuditEvent Event(string code, UserAccount? user, string? reason) =>
        AuditEvent.Of(code, user?.Id, clock.GetUtcNow()) with
        {
            TenantId = user?.TenantId,
            Reason = reason,
        };
}
