using IdpMfa.Core.Audit;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Administration;

/// <summary>What an administrator or operator does to a user's sign-in. Neither ever sees a secret.</summary>
public sealed class MfaAdministration(
    IUserDirectory users,
    IAttemptStore attempts,
    ITotpCredentialStore credentials,
    IRecoveryTokenStore tokens,
    ISessionStore sessions,
    IMailLinkStore links,
    UserNotices notices,
    IUnitOfWork unitOfWork,
    IAuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Lifts a lock. Password and factor stay what they are.</summary>
    public Task UnlockAsync(UserAccount user, string actor, CancellationToken ct) =>
        unitOfWork.RunAsync(
            async ct =>
            {
                await attempts.EnsureExistsAsync(user.Id, ct);
                await attempts.UnlockAsync(user.Id, ct);
                await links.DeleteAsync(user.Id, MailKind.Unlock, ct);
                await audit.AppendAsync(Event(AuditCode.SignInUnlocked, user, actor), ct);
                return Work<bool>.Commit(true);
            },
            ct
        );

    /// <summary>
    /// Reset MFA: removes the user's factors and recovery tokens, lifts the lock, ends all sessions and refresh tokens;
    /// the next sign-in leads to set-up with no way round, in any tenant.
    /// </summary>
    public async Task<ResetMfaOutcome> ResetMfaAsync(UserAccount user, string actor, CancellationToken ct)
    {
        if (user is { IsAdmin: true, IsDisabled: false } && !await users.HasOtherActiveAdminAsync(user, ct))
        {
            return ResetMfaOutcome.IsLastAdmin;
        }

        return await unitOfWork.RunAsync(
            async ct =>
            {
                await attempts.EnsureExistsAsync(user.Id, ct);
                await attempts.RequireEnrolmentAsync(user.Id, ct);
                await credentials.DeleteAllAsync(user.Id, ct);
                await tokens.ReplaceAllAsync(user.Id, [], ct);
                await sessions.RevokeAllAsync(user.Id, clock.GetUtcNow(), ct);
                await links.DeleteAllAsync(user.Id, null, ct);
                await audit.AppendAsync(Event(AuditCode.MfaReset, user, actor), ct);
                await notices.TellAsync(user, MailKind.MfaReset, null, ct);
                return Work<ResetMfaOutcome>.Commit(ResetMfaOutcome.Done);
            },
            ct
        );
    }

    private AuditEvent Event(string code, UserAccount user, string actor) =>
        AuditEvent.Of(code, user.Id, clock.GetUtcNow()) with
        {
            TenantId = user.TenantId,
            Actor = actor,
        };
}
