using IdpMfa.Core.Users;

namespace IdpMfa.Core.Mail;

/// <summary>
/// At most three mails of one kind for one account in any hour: what strangers can cause must not fill a mailbox.
/// </summary>
public sealed class MailLimit(IMailAllowanceStore allowances, TimeProvider clock)
{
    /// <summary>How long a mail counts.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Takes one mail of the allowance. Within a unit of work it is taken only if that commits.</summary>
    /// <returns>False: no mail may be queued. The page says what it says otherwise.</returns>
    public async Task<bool> TryTakeAsync(UserId user, MailKind kind, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await allowances.TryTakeAsync(user, kind, now - Window, now, ct))
        {
            return true;
        }

        // Used up, or no row yet. Whoever loses the race for making the row takes from it all the same.
        await allowances.EnsureExistsAsync(user, kind, ct);
        return await allowances.TryTakeAsync(user, kind, now - Window, now, ct);
    }
}
