using System.Net.Sockets;
using IdpMfa.Core.Mail;
using IdpMfa.Server.Configuration;
using IdpMfa.Server.Configuration.Sections;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace IdpMfa.Server.Mail;

/// <summary>Sends by SMTP. With TLS the server's certificate must be one that this machine trusts.</summary>
internal sealed class SmtpTransport(MimeMessages messages, IOptions<ServerOptions> options) : Core.Mail.IMailTransport
{
    public async Task SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        var smtp = options.Value.Smtp;
        var host = smtp.Host ?? throw new InvalidOperationException("This transport needs an SMTP host.");
        using var message = messages.Create(mail);
        using var client = new SmtpClient();
        try
        {
            await client.ConnectAsync(host, smtp.Port, ToMailKit(smtp.Security), ct);
            if (smtp is { UserName: { } userName, Password: { } password })
            {
                await client.AuthenticateAsync(userName, password, ct);
            }

            await client.SendAsync(message, ct);
        }
        catch (Exception exception) when (Describe(exception) is { } reason)
        {
            // Without the exception: servers answer with addresses.
            throw new MailNotSentException(reason);
        }

        await QuitAsync(client, ct);
    }

    /// <summary>The mail was taken: whatever happens now must not have it sent again.</summary>
    private static async Task QuitAsync(SmtpClient client, CancellationToken ct)
    {
        try
        {
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception exception) when (exception is OperationCanceledException || Describe(exception) is not null)
        { }
    }

    private static string? Describe(Exception exception) =>
        exception switch
        {
            SmtpCommandException refused => $"the mail server answered {(int)refused.StatusCode} ({refused.ErrorCode})",
            SslHandshakeException => "the mail server's certificate is not trusted or TLS failed",
            AuthenticationException => "the mail server refused the user name and password",
            NotSupportedException =>
                "the mail server lacks what the configuration asks for (StartTls or authentication)",
            ServiceNotConnectedException or ServiceNotAuthenticatedException => "the mail server ended the connection",
            ProtocolException => "the mail server broke the protocol",
            SocketException socket => $"the mail server can't be reached ({socket.SocketErrorCode})",
            IOException or TimeoutException => "the connection to the mail server broke",
            _ => null,
        };

    private static SecureSocketOptions ToMailKit(SmtpSecurity security) =>
        security switch
        {
            SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
            // Never "when available": whoever sits in between would say that it is not.
            SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        };
}
