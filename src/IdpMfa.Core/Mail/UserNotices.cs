using IdpMfa.Core.Users;

namespace IdpMfa.Core.Mail;

/// <summary>Tells users what happened to their account. Part of the unit of work that does it.</summary>
public sealed class UserNotices(IUserDirectory users, IMailOutbox outbox, TimeProvider clock)
{
    /// <summary>Queues a notice to the user's confirmed address; who has none is told nothing.</summary>
    public async Task TellAsync(UserId user, MailKind kind, string? detail, CancellationToken ct)
    {
        if (await users.FindAsync(user, ct) is { } account)
        {
            await TellAsync(account, kind, detail, ct);
        }
    }

    /// <inheritdoc cref="TellAsync(UserId, MailKind, string?, CancellationToken)"/>
    public async Task TellAsync(UserAccount user, MailKind kind, string? detail, CancellationToken ct)
    {
        if (user is not { EmailConfirmed: true, Email: { } address })
        {
            return;
        }
        var now = clock.GetUtcNow();
        var mail = new OutboxMail
        {
            Kind = kind,
            UserId = user.Id,
            TenantId = user.TenantId,
            To = address,
            Detail = detail,
            QueuedAt = now,
            DueAt = now,
        };
        await outbox.AddAsync(mail, ct);
    }
}
