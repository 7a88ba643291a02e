using System.Text;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Mail;

/// <summary>Takes requests for unlock and reset mails, and answers them later.</summary>
public sealed class MailRequests(
    IMailRequestStore requests,
    IUserDirectory users,
    IAttemptStore attempts,
    MailLimit limit,
    MailLinks links,
    ISecretProtector protector,
    IUnitOfWork unitOfWork,
    IAuditLog audit,
    RequestOrigin origin,
    TimeProvider clock
)
{
    private static readonly UserId Asked = UserId.From("(asked)");

    /// <summary>Takes a request. Costs the same for every name.</summary>
    public Task AskAsync(MailKind kind, string loginName, CancellationToken ct) =>
        requests.AddAsync(
            new MailRequest
            {
                Kind = kind,
                Name = protector.Protect(SecretPurpose.MailRequest, Asked, Encoding.UTF8.GetBytes(loginName)),
                AskedAt = clock.GetUtcNow(),
                Address = origin.Address,
            },
            ct
        );

    /// <summary>Answers the oldest request: queues its mail if there is anybody to get it.</summary>
    /// <returns>False where none waits.</returns>
    public async Task<bool> TryAnswerNextAsync(CancellationToken ct)
    {
        if (await requests.FindNextAsync(ct) is not { } request)
        {
            return false;
        }

        origin.Address = request.Address;
        var name = protector.TryUnprotect(SecretPurpose.MailRequest, Asked, request.Name);
        await unitOfWork.RunAsync(
            async ct =>
            {
                if (!await requests.TryDeleteAsync(request.Id, ct))
                {
                    return Work<bool>.RollBack(false);
                }

                var user = name is null ? null : await users.FindByLoginNameAsync(Encoding.UTF8.GetString(name), ct);
                var reason = await AnswerAsync(request.Kind, user, ct);
                await audit.AppendAsync(Event(request.Kind, user) with { Reason = reason }, ct);
                return Work<bool>.Commit(true);
            },
            ct
        );
        return true;
    }

    /// <returns>Why there is no mail; null where there is one.</returns>
    private async Task<string?> AnswerAsync(MailKind kind, UserAccount? user, CancellationToken ct)
    {
        if (user is null)
        {
            return AuditReason.UnknownUser;
        }

        if (user.IsDisabled)
        {
            return AuditReason.Disabled;
        }

        if (user is not { EmailConfirmed: true, Email: not null })
        {
            return AuditReason.NoConfirmedAddress;
        }

        if (kind == MailKind.Unlock && await attempts.FindAsync(user.Id, ct) is not { LockedAt: not null })
        {
            return AuditReason.NotLocked;
        }

        if (!await limit.TryTakeAsync(user.Id, kind, ct))
        {
            return AuditReason.TooManyMails;
        }

        _ = kind == MailKind.Unlock ? await links.IssueUnlockAsync(user, ct) : await links.IssueResetAsync(user, ct);
        return null;
    }

    private AuditEvent Event(MailKind kind, UserAccount? user) =>
        AuditEvent.Of(
            kind == MailKind.Unlock ? AuditCode.UnlockRequested : AuditCode.PasswordResetRequested,
            user?.Id,
            clock.GetUtcNow()
        ) with
        {
            TenantId = user?.TenantId,
        };
}
