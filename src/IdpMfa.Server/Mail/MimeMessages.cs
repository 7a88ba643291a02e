using IdpMfa.Core.Mail;
using IdpMfa.Server.Configuration;
using Microsoft.Extensions.Options;
using MimeKit;

namespace IdpMfa.Server.Mail;

/// <summary>Mails in the form that mail servers take (RFC 5322).</summary>
internal sealed class MimeMessages(IOptions<ServerOptions> options, TimeProvider clock)
{
    /// <exception cref="MailNotSentException">The address can't be written into a header.</exception>
    public MimeMessage Create(OutgoingMail mail)
    {
        var issuer = options.Value.Issuer ?? throw new MailNotSentException("there is no issuer");
        if (!MailboxAddress.TryParse(mail.To, out var to))
        {
            throw new MailNotSentException("its address is no mail address");
        }

        var message = new MimeMessage
        {
            // The same at every sending, so that a second copy can be told (RFC 5322 §3.6.4).
            MessageId = $"{mail.Id:N}@{issuer.IdnHost}",
            Date = clock.GetUtcNow(),
            Subject = mail.Content.Subject,
            Body = new BodyBuilder { TextBody = mail.Content.Text, HtmlBody = mail.Content.Html }.ToMessageBody(),
        };
        message.From.Add(MailboxAddress.Parse(options.Value.Smtp.From ?? $"no-reply@{DomainOf(issuer)}"));
        message.To.Add(to);

        // RFC 3834 §5: no holiday notes in answer, please.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    private static string DomainOf(Uri issuer) =>
        issuer.HostNameType == UriHostNameType.Dns ? issuer.IdnHost : "localhost";
}
