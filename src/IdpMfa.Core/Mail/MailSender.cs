using System.Text;
using IdpMfa.Core.Secrets;

namespace IdpMfa.Core.Mail;

/// <summary>Sends what waits in the outbox, one mail a turn.</summary>
/// <remarks>
/// A mail is marked after it was sent: whoever is killed in between leaves it to be sent once more, with the same Message-ID.
/// </remarks>
public sealed class MailSender(
    IDueMails mails,
    IMailRenderer renderer,
    IMailTransport transport,
    ISecretProtector protector,
    TimeProvider clock
)
{
    /// <summary>How long a claimed mail is this node's; longer than <see cref="SendTimeout"/>.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    public static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(25);

    public async Task<MailSending> SendNextAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await mails.TryClaimAsync(now, now + Lease, ct) is not { } mail)
        {
            return new MailSending.Nothing();
        }

        string? secret = null;
        if (mail.Secret is { } hidden)
        {
            if (protector.TryUnprotect(SecretPurpose.MailSecret, mail.UserId, hidden) is not { } bytes)
            {
                return await PostponeAsync(mail, "its secret can't be decrypted", ct);
            }

            secret = Encoding.ASCII.GetString(bytes);
        }

        if (await renderer.RenderAsync(mail, secret, ct) is not { } content)
        {
            await mails.DropAsync(mail.Id, ct);
            return new MailSending.Dropped(mail.Id);
        }

        // A stop of the host waits for a mail that is on its way, instead of having it sent twice.
        using var timeout = new CancellationTokenSource(SendTimeout);
        try
        {
            await transport.SendAsync(new OutgoingMail(mail.Id, mail.To, content), timeout.Token);
        }
        catch (MailNotSentException exception)
        {
            return await PostponeAsync(mail, exception.Message, CancellationToken.None);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return await PostponeAsync(mail, "the mail server did not answer in time", CancellationToken.None);
        }

        await mails.MarkSentAsync(mail.Id, clock.GetUtcNow(), CancellationToken.None);
        return new MailSending.Sent(mail.Id, mail.Kind);
    }

    private async Task<MailSending> PostponeAsync(OutboxMail mail, string reason, CancellationToken ct)
    {
        var nextAt = clock.GetUtcNow() + MailRetry.WaitAfter(mail.Attempts);
        await mails.PostponeAsync(mail.Id, nextAt, ct);
        return new MailSending.Failed(mail.Id, mail.Attempts, nextAt, reason);
    }
}
