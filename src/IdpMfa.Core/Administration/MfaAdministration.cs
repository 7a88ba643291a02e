using IdpMfa.Core.Audit;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Administration;

/// <summary>What an administrator or operator does to a user's sign-in. Neither ever sees a secret.</summary>
public sealed class MfaAdministration(
    AdminGuard guard,
    EnrolmentPasses passes,
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
    /// <summary>The longest reason that is written down.</summary>
    public const int MaxReasonLength = 200;

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

    /// <inheritdoc cref="ResetMfaAsync(UserAccount, AdminActor, string?, bool, CancellationToken)"/>
    public async Task<ResetMfaOutcome> ResetMfaAsync(UserAccount user, string actor, CancellationToken ct) =>
        (await ResetAsync(user, null, actor, reason: null, withPass: false, ct)).Outcome;

    /// <summary>
    /// Reset MFA: removes the user's factors and recovery tokens, lifts the lock, ends all sessions and refresh tokens, and
    /// tells the user; the next sign-in leads to set-up with no way round, in any tenant.
    /// </summary>
    /// <param name="user">Whose MFA.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="reason">Why, in the actor's words; may be null.</param>
    /// <param name="withPass">Whether to make an enrolment pass for who can't prove a mailbox.</param>
    /// <param name="ct">Cancels.</param>
    public Task<ResetMfaResult> ResetMfaAsync(
        UserAccount user,
        AdminActor actor,
        string? reason,
        bool withPass,
        CancellationToken ct
    ) => ResetAsync(user, actor.Admin, actor.AuditName, reason, withPass, ct);

    private Task<ResetMfaResult> ResetAsync(
        UserAccount user,
        UserId? admin,
        string actor,
        string? reason,
        bool withPass,
        CancellationToken ct
    ) =>
        unitOfWork.RunAsync(
            async ct =>
            {
                var canDoWithout = await guard.CanDoWithoutAsync(user, ct);
                if (admin is { } acting && !await guard.IsActiveAdminAsync(user.TenantId, acting, ct))
                {
                    return Work<ResetMfaResult>.RollBack(new(ResetMfaOutcome.NotAllowed));
                }

                if (!canDoWithout)
                {
                    return Work<ResetMfaResult>.RollBack(new(ResetMfaOutcome.IsLastAdmin));
                }

                await RemoveFactorsAsync(user, ct);
                await audit.AppendAsync(Event(AuditCode.MfaReset, user, actor) with { Detail = reason }, ct);
                await notices.TellAsync(user, MailKind.MfaReset, null, ct);
                var pass = withPass ? await passes.IssueAsync(user, actor, ct) : null;
                return Work<ResetMfaResult>.Commit(new(ResetMfaOutcome.Done, pass));
            },
            ct
        );

    /// <summary>The change itself, as part of a unit of work.</summary>
    internal async Task RemoveFactorsAsync(UserAccount user, CancellationToken ct)
    {
        await attempts.EnsureExistsAsync(user.Id, ct);
        await attempts.RequireEnrolmentAsync(user.Id, ct);
        await credentials.DeleteAllAsync(user.Id, ct);
        await tokens.ReplaceAllAsync(user.Id, [], ct);
        await sessions.RevokeAllAsync(user.Id, clock.GetUtcNow(), ct);
        await links.DeleteAllAsync(user.Id, null, ct);
    }

    private AuditEvent Event(string code, UserAccount user, string actor) =>
        AuditEvent.Of(code, user.Id, clock.GetUtcNow()) with
        {
            TenantId = user.TenantId,
            Actor = actor,
        };
}
