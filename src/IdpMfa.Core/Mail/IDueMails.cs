namespace IdpMfa.Core.Mail;

/// <summary>The mails that wait to be sent.</summary>
public interface IDueMails
{
    /// <summary>
    /// Takes a mail that is due and not expired: one conditional UPDATE moves its <see cref="OutboxMail.DueAt"/> to
    /// <paramref name="until"/>, so that no other node sends it meanwhile, and it comes back if this node dies.
    /// </summary>
    Task<OutboxMail?> TryClaimAsync(DateTimeOffset now, DateTimeOffset until, CancellationToken ct);

    /// <summary>Notes that it was sent, and forgets its secret.</summary>
    Task MarkSentAsync(Guid id, DateTimeOffset now, CancellationToken ct);

    Task PostponeAsync(Guid id, DateTimeOffset dueAt, CancellationToken ct);

    Task DropAsync(Guid id, CancellationToken ct);
}
