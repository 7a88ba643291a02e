using IdpMfa.Core.Audit;
using IdpMfa.Core.Mail;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Lockout;

/// <summary>Lifts a lock by the mailed link. Password and factor stay what they are, and are asked for as ever.</summary>
/// <remarks>
/// Scanners open links and some submit the forms behind them, so the user's name must be typed. The try is charged before
/// the name is looked at.
/// </remarks>
public sealed class MailedUnlock(
    IMailLinkStore links,
    IUserDirectory users,
    IAttemptStore attempts,
    IUnitOfWork unitOfWork,
    IAuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Wrong names that use a link up.</summary>
    public const int MaxTries = 5;

    /// <summary>Whether the link could unlock something. Changes nothing.</summary>
    public async Task<bool> IsAliveAsync(string? token, CancellationToken ct) =>
        await FindAsync(token, ct) is { Tries: < MaxTries } link && link.IsAlive(clock.GetUtcNow());

    public async Task<MailLinkOutcome> UnlockAsync(string? token, string loginName, CancellationToken ct)
    {
        if (await FindAsync(token, ct) is not { } link)
        {
            await audit.AppendAsync(Event(AuditCode.UnlockRefused, null, AuditReason.DeadLink), ct);
            return new MailLinkOutcome.Dead();
        }

        var isCharged = await links.TryChargeAsync(link.Id, MaxTries, clock.GetUtcNow(), ct);
        var user = await users.FindByLoginNameAsync(loginName, ct);
        var isRightName = user is not null && user.Id == link.UserId;
        if (!isCharged)
        {
            return isRightName && await IsDoubleClickAsync(token, ct)
                ? new MailLinkOutcome.Done()
                : await RefuseAsync(link, AuditReason.DeadLink, ct);
        }

        if (!isRightName)
        {
            return await RefuseAsync(link, AuditReason.WrongName, ct);
        }

        var isUnlocked = await unitOfWork.RunAsync(ct => TryUnlockAsync(link, user!, ct), ct);
        return isUnlocked || await IsDoubleClickAsync(token, ct)
            ? new MailLinkOutcome.Done()
            : await RefuseAsync(link, AuditReason.DeadLink, ct);
    }

    private async Task<Work<bool>> TryUnlockAsync(MailLink link, UserAccount user, CancellationToken ct)
    {
        if (!await links.TryUseAsync(link.Id, clock.GetUtcNow(), ct))
        {
            return Work<bool>.RollBack(false);
        }

        await attempts.UnlockAsync(user.Id, ct);
        await audit.AppendAsync(
            Event(AuditCode.SignInUnlocked, user.Id, AuditReason.Mail) with
            {
                TenantId = user.TenantId,
            },
            ct
        );
        return Work<bool>.Commit(true);
    }

    private async Task<MailLink?> FindAsync(string? token, CancellationToken ct) =>
        MailToken.TryParse(token) is { } parsed
            ? await links.FindAsync(MailKind.Unlock, parsed.Hash(MailKind.Unlock), ct)
            : null;

    private async Task<bool> IsDoubleClickAsync(string? token, CancellationToken ct) =>
        await FindAsync(token, ct) is { UsedAt: { } usedAt } && clock.GetUtcNow() - usedAt < DoubleClick.Window;

    private async Task<MailLinkOutcome> RefuseAsync(MailLink link, string reason, CancellationToken ct)
    {
        await audit.AppendAsync(Event(AuditCode.UnlockRefused, link.UserId, reason), ct);
        var isOver = reason == AuditReason.DeadLink || link.Tries + 1 >= MaxTries;
        return isOver ? new MailLinkOutcome.Dead() : new MailLinkOutcome.Refused();
    }

    private AuditEvent Event(string code, UserId? user, string reason) =>
        AuditEvent.Of(code, user, clock.GetUtcNow()) with
        {
            Reason = reason,
        };
}
