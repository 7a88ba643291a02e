using IdpMfa.Core.Audit;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Administration;

/// <summary>Disables and enables users, and gives and takes the administrator's role.</summary>
public sealed class UserAdministration(
    AdminGuard guard,
    IUserRegister register,
    IAttemptStore attempts,
    ISessionStore sessions,
    IMailLinkStore links,
    IUnitOfWork unitOfWork,
    IAuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Ends all sessions, refresh tokens and mailed links, and kills what was pending.</summary>
    public Task<UserChangeOutcome> DisableAsync(UserAccount user, AdminActor actor, CancellationToken ct) =>
        ChangeAsync(
            user,
            actor,
            AuditCode.UserDisabled,
            isDone: user.IsDisabled,
            takesAdmin: true,
            async ct =>
            {
                await attempts.EnsureExistsAsync(user.Id, ct);
                await attempts.MoveEpochAsync(user.Id, ct);
                await sessions.RevokeAllAsync(user.Id, clock.GetUtcNow(), ct);
                await links.DeleteAllAsync(user.Id, null, ct);
                return await register.TrySetDisabledAsync(user.Id, true, ct);
            },
            ct
        );

    public Task<UserChangeOutcome> EnableAsync(UserAccount user, AdminActor actor, CancellationToken ct) =>
        ChangeAsync(
            user,
            actor,
            AuditCode.UserEnabled,
            isDone: !user.IsDisabled,
            takesAdmin: false,
            ct => register.TrySetDisabledAsync(user.Id, false, ct),
            ct
        );

    public Task<UserChangeOutcome> MakeAdminAsync(UserAccount user, AdminActor actor, CancellationToken ct) =>
        ChangeAsync(
            user,
            actor,
            AuditCode.AdminRoleGiven,
            isDone: user.IsAdmin,
            takesAdmin: false,
            ct => register.TrySetAdminAsync(user.Id, true, ct),
            ct
        );

    public Task<UserChangeOutcome> RemoveAdminAsync(UserAccount user, AdminActor actor, CancellationToken ct) =>
        ChangeAsync(
            user,
            actor,
            AuditCode.AdminRoleTaken,
            isDone: !user.IsAdmin,
            takesAdmin: true,
            ct => register.TrySetAdminAsync(user.Id, false, ct),
            ct
        );

    private Task<UserChangeOutcome> ChangeAsync(
        UserAccount user,
        AdminActor actor,
        string code,
        bool isDone,
        bool takesAdmin,
        Func<CancellationToken, Task<bool>> changeAsync,
        CancellationToken ct
    )
    {
        if (isDone)
        {
            return Task.FromResult(UserChangeOutcome.Unchanged);
        }

        return unitOfWork.RunAsync(
            async ct =>
            {
                // Holds the tenant's row; who acts is asked for again behind it.
                var canDoWithout = await guard.CanDoWithoutAsync(user, ct);
                if (actor.Admin is { } admin && !await guard.IsActiveAdminAsync(user.TenantId, admin, ct))
                {
                    return Work<UserChangeOutcome>.RollBack(UserChangeOutcome.NotAllowed);
                }

                if (takesAdmin && !canDoWithout)
                {
                    return Work<UserChangeOutcome>.RollBack(UserChangeOutcome.IsLastAdmin);
                }

                if (!await changeAsync(ct))
                {
                    return Work<UserChangeOutcome>.RollBack(UserChangeOutcome.Conflict);
                }

                await audit.AppendAsync(
                    AuditEvent.Of(code, user.Id, clock.GetUtcNow()) with
                    {
                        TenantId = user.TenantId,
                        Actor = actor.AuditName,
                    },
                    ct
                );
                return Work<UserChangeOutcome>.Commit(UserChangeOutcome.Done);
            },
            ct
        );
    }
}
