namespace IdpMfa.Core.Mail;

/// <summary>Where mails wait to be sent.</summary>
public interface IMailOutbox
{
    /// <summary>Queues a mail. Within a unit of work it commits with it.</summary>
    Task AddAsync(OutboxMail mail, CancellationToken ct);
}
