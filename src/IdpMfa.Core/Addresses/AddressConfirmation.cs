using IdpMfa.Core.Audit;
using IdpMfa.Core.Leases;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Addresses;

/// <summary>Makes a new address the user's, by the link that went to it.</summary>
public sealed class AddressConfirmation(
    IMailLinkStore links,
    IUserDirectory users,
    ISessionStore sessions,
    ILeaseStore leases,
    UserNotices notices,
    IUnitOfWork unitOfWork,
    IAuditLog audit,
    TimeProvider clock
)
{
    /// <summary>The address that the link confirms; null where it is dead. Changes nothing.</summary>
    public async Task<string?> FindAddressAsync(string? token, CancellationToken ct) =>
        await FindAsync(token, ct) is { } link && link.IsAlive(clock.GetUtcNow()) ? link.Detail : null;

    public async Task<MailLinkOutcome> ConfirmAsync(string? token, CancellationToken ct)
    {
        if (await FindAsync(token, ct) is not { Detail: { } address } link)
        {
            return await RefuseAsync(null, AuditReason.DeadLink, ct);
        }

        if (
            await users.FindAsync(link.UserId, ct) is not { IsDisabled: false } user
            || await sessions.FindAsync(link.SessionId ?? Guid.Empty, ct) is null or { EndedBy: SessionEnd.Revoked }
        )
        {
            return await RefuseAsync(link, AuditReason.DeadLink, ct);
        }

        if (await unitOfWork.RunAsync(ct => TryConfirmAsync(link, user, address, ct), ct))
        {
            return new MailLinkOutcome.Done();
        }

        return await FindAsync(token, ct) is { UsedAt: { } usedAt } && clock.GetUtcNow() - usedAt < DoubleClick.Window
            ? new MailLinkOutcome.Done()
            : await RefuseAsync(link, AuditReason.DeadLink, ct);
    }

    private async Task<Work<bool>> TryConfirmAsync(
        MailLink link,
        UserAccount user,
        string address,
        CancellationToken ct
    )
    {
        // Looked at once more: somebody else may have confirmed it since the link was sent, or do so now on another node.
        await leases.HoldAsync(Lease.Names, ct);
        if (
            !await links.TryUseAsync(link.Id, clock.GetUtcNow(), ct)
            || await users.IsTakenAsync(address, user.Id, ct)
            || !await users.TrySetAddressAsync(user.Id, address, ct)
        )
        {
            return Work<bool>.RollBack(false);
        }

        // Those that went to the address before are in a mailbox that is no longer the user's.
        await links.DeleteAllAsync(user.Id, link.Id, ct);
        await audit.AppendAsync(
            AuditEvent.Of(AuditCode.AddressChanged, user.Id, clock.GetUtcNow()) with
            {
                TenantId = user.TenantId,
            },
            ct
        );
        await notices.TellAsync(user, MailKind.AddressChanged, address, ct);
        await notices.TellAsync(
            user with
            {
                Email = address,
                EmailConfirmed = true,
            },
            MailKind.AddressChanged,
            address,
            ct
        );
        return Work<bool>.Commit(true);
    }

    private async Task<MailLink?> FindAsync(string? token, CancellationToken ct) =>
        MailToken.TryParse(token) is { } parsed
            ? await links.FindAsync(MailKind.ConfirmAddress, parsed.Hash(MailKind.ConfirmAddress), ct)
            : null;

    private async Task<MailLinkOutcome> RefuseAsync(MailLink? link, string reason, CancellationToken ct)
    {
        await audit.AppendAsync(
            AuditEvent.Of(AuditCode.AddressChangeRefused, link?.UserId, clock.GetUtcNow()) with
            {
                Reason = reason,
            },
            ct
        );
        return new MailLinkOutcome.Dead();
    }
}
