using IdpMfa.Core.Audit;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Passwords;

/// <summary>A new password by who knows the present one and has just signed in.</summary>
public sealed class PasswordChange(
    IUserDirectory users,
    IAttemptStore attempts,
    IMailLinkStore links,
    SessionStarter sessions,
    SensitiveChange sensitive,
    PasswordStep passwordStep,
    PasswordRules rules,
    UserNotices notices,
    IUnitOfWork unitOfWork,
    IAuditLog audit,
    TimeProvider clock
)
{
    public async Task<PasswordChangeOutcome> ChangeAsync(
        SignInEvidence session,
        string present,
        string next,
        string productName,
        CancellationToken ct
    )
    {
        if (!await sensitive.IsAllowedAsync(session, ct))
        {
            return new PasswordChangeOutcome.SignInAgain();
        }

        // Charged like any other password.
        if (!await passwordStep.ConfirmAsync(session, present, ct))
        {
            return new PasswordChangeOutcome.WrongPassword();
        }

        if (await users.FindAsync(session.Subject, ct) is not { IsDisabled: false } user)
        {
            return new PasswordChangeOutcome.SignInAgain();
        }

        var verdict = await rules.EvaluateAsync(user, next, productName, ct);
        if (verdict is not PasswordVerdict.Accepted accepted)
        {
            await audit.AppendAsync(Event(AuditCode.PasswordChangeRefused, user, PasswordRules.ReasonOf(verdict)), ct);
            return new PasswordChangeOutcome.Refused(verdict);
        }

        var hashed = users.HashPassword(next);
        return await unitOfWork.RunAsync(ct => TryChangeAsync(session, user, hashed, ct), ct) is { } kept
            ? new PasswordChangeOutcome.Done(kept, accepted.Strength)
            : new PasswordChangeOutcome.SignInAgain();
    }

    private async Task<Work<Session?>> TryChangeAsync(
        SignInEvidence session,
        UserAccount user,
        HashedPassword password,
        CancellationToken ct
    )
    {
        // The user's row first. Counters stay: only the password's was cleared, by the password.
        await attempts.MoveEpochAsync(user.Id, ct);
        if (
            !await users.TrySetPasswordAsync(user.Id, password, ct)
            || await sessions.KeepOnlyAsync(session, ct) is not { } kept
        )
        {
            return Work<Session?>.RollBack(null);
        }

        await links.DeleteAllAsync(user.Id, null, ct);
        await audit.AppendAsync(Event(AuditCode.PasswordChanged, user, null), ct);
        await notices.TellAsync(user, MailKind.PasswordChanged, null, ct);
        return Work<Session?>.Commit(kept);
    }

    private AuditEvent Event(string code, UserAccount user, string? reason) =>
        AuditEvent.Of(code, user.Id, clock.GetUtcNow()) with
        {
            TenantId = user.TenantId,
            Reason = reason,
        };
}
