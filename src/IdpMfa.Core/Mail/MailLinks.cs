using System.Text;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Mail;

/// <summary>Issues links and codes and queues the mails that carry them. Part of a unit of work.</summary>
public sealed class MailLinks(IMailLinkStore links, IMailOutbox outbox, ISecretProtector protector, TimeProvider clock)
{
    public static readonly TimeSpan UnlockLifetime = TimeSpan.FromHours(24);
    public static readonly TimeSpan ResetLifetime = TimeSpan.FromHours(1);
    public static readonly TimeSpan ConfirmLifetime = TimeSpan.FromHours(24);

    /// <summary>Mails a link that unlocks; nothing for who has no confirmed address.</summary>
    /// <returns>Whether a mail was queued.</returns>
    public Task<bool> IssueUnlockAsync(UserAccount user, CancellationToken ct) =>
        IssueToConfirmedAsync(user, MailKind.Unlock, UnlockLifetime, ct);

    /// <summary>Mails a link to choose a new password; nothing for who has no confirmed address.</summary>
    /// <returns>Whether a mail was queued.</returns>
    public Task<bool> IssueResetAsync(UserAccount user, CancellationToken ct) =>
        IssueToConfirmedAsync(user, MailKind.PasswordReset, ResetLifetime, ct);

    /// <summary>Mails a link to a new address that confirms it.</summary>
    /// <param name="user">Whose address it will be.</param>
    /// <param name="address">The new address.</param>
    /// <param name="session">The session that asks.</param>
    /// <param name="isSent">False: the same work, and the mail is never sent.</param>
    /// <param name="ct">Cancels.</param>
    public Task IssueConfirmationAsync(
        UserAccount user,
        string address,
        Guid session,
        bool isSent,
        CancellationToken ct
    )
    {
        var token = MailToken.CreateRandom();
        var now = clock.GetUtcNow();
        var link = new MailLink
        {
            Id = Guid.CreateVersion7(),
            Kind = MailKind.ConfirmAddress,
            UserId = user.Id,
            Hash = token.Hash(MailKind.ConfirmAddress),
            IssuedAt = now,
            ExpiresAt = now + ConfirmLifetime,
            SessionId = session,
            Detail = address,
        };
        return IssueAsync(user, link, address, token.ToUrlString(), isSent ? link.ExpiresAt : now, ct);
    }

    /// <summary>Mails a code to the user's confirmed address, before a session without MFA may change it.</summary>
    public Task IssueCodeAsync(UserAccount user, string newAddress, Guid session, CancellationToken ct)
    {
        var code = MailCode.CreateRandom();
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7();
        var link = new MailLink
        {
            Id = id,
            Kind = MailKind.ChangeAddressCode,
            UserId = user.Id,
            Hash = code.Hash(MailKind.ChangeAddressCode, user.Id, id),
            IssuedAt = now,
            ExpiresAt = now + MailCode.Lifetime,
            SessionId = session,
            Detail = newAddress,
        };
        return IssueAsync(user, link, user.Email!, code.ToDisplayString(), link.ExpiresAt, ct);
    }

    private async Task<bool> IssueToConfirmedAsync(
        UserAccount user,
        MailKind kind,
        TimeSpan lifetime,
        CancellationToken ct
    )
    {
        if (user is not { EmailConfirmed: true, Email: { } address })
        {
            return false;
        }

        var token = MailToken.CreateRandom();
        var now = clock.GetUtcNow();
        var link = new MailLink
        {
            Id = Guid.CreateVersion7(),
            Kind = kind,
            UserId = user.Id,
            Hash = token.Hash(kind),
            IssuedAt = now,
            ExpiresAt = now + lifetime,
        };
        await IssueAsync(user, link, address, token.ToUrlString(), link.ExpiresAt, ct);
        return true;
    }

    private async Task IssueAsync(
        UserAccount user,
        MailLink link,
        string to,
        string secret,
        DateTimeOffset expiresAt,
        CancellationToken ct
    )
    {
        var mail = new OutboxMail
        {
            Kind = link.Kind,
            UserId = user.Id,
            TenantId = user.TenantId,
            To = to,
            Secret = protector.Protect(SecretPurpose.MailSecret, user.Id, Encoding.ASCII.GetBytes(secret)),
            Detail = link.Detail,
            QueuedAt = link.IssuedAt,
            DueAt = link.IssuedAt,
            ExpiresAt = expiresAt,
        };
        await links.ReplaceAsync(link, ct);
        await outbox.AddAsync(mail, ct);
    }
}
