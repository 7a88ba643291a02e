namespace IdpMfa.Core.Mail;

/// <summary>Brings mails to their readers' servers.</summary>
/// <remarks>A mail may come a second time, with the same id, when a node dies between sending and noting it.</remarks>
public interface IMailTransport
{
    /// <exception cref="MailNotSentException">The mail was not taken; it is tried again later.</exception>
    Task SendAsync(OutgoingMail mail, CancellationToken ct);
}
