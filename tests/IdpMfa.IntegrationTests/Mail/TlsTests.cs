using IdpMfa.Core.Mail;
using IdpMfa.Server.Configuration;
using IdpMfa.Server.Configuration.Sections;
using IdpMfa.Server.Mail;
using Microsoft.Extensions.Options;

namespace IdpMfa.IntegrationTests.Mail;

/// <summary>
/// The transport against a real server with TLS. Nothing in this process trusts its certificate; <c>PublishedServerTests</c> has
/// a server that does.
/// </summary>
public sealed class TlsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("tls", "Tls")]
    [InlineData("starttls", "StartTls")]
    public async Task A_certificate_that_is_not_trusted_gets_no_mail(string mode, string security)
    {
        using var certificate = new ServerCertificate();
        await using var smtp = await SmtpServer.StartAsync(certificate.Settings(mode));

        var refusal = await Assert.ThrowsAsync<MailNotSentException>(() =>
            Transport(smtp.Port, Enum.Parse<SmtpSecurity>(security)).SendAsync(Mail(), Ct)
        );

        Assert.Contains("certificate", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(smtp.List());
    }

    [Fact]
    public async Task A_server_that_offers_no_encryption_gets_no_mail_where_it_is_asked_for()
    {
        await using var smtp = await SmtpServer.StartAsync();

        await Assert.ThrowsAsync<MailNotSentException>(() =>
            Transport(smtp.Port, SmtpSecurity.StartTls).SendAsync(Mail(), Ct)
        );

        Assert.Empty(smtp.List());
    }

    [Fact]
    public async Task A_server_that_wants_encryption_gets_none_in_clear()
    {
        using var certificate = new ServerCertificate();
        await using var smtp = await SmtpServer.StartAsync(certificate.Settings("starttls"));

        await Assert.ThrowsAsync<MailNotSentException>(() =>
            Transport(smtp.Port, SmtpSecurity.None).SendAsync(Mail(), Ct)
        );

        Assert.Empty(smtp.List());
    }

    [Fact]
    public async Task User_name_and_password_are_given_where_they_are_set()
    {
        await using var smtp = await SmtpServer.StartAsync(new SmtpSettings { Credentials = "idp:a secret" });

        await Transport(smtp.Port, SmtpSecurity.None, "idp", "a secret").SendAsync(Mail(), Ct);

        Assert.True(Assert.Single(smtp.List()).IsAuthenticated);
    }

    [Fact]
    public async Task A_wrong_password_is_told_without_it()
    {
        await using var smtp = await SmtpServer.StartAsync(new SmtpSettings { Credentials = "idp:a secret" });

        var refusal = await Assert.ThrowsAsync<MailNotSentException>(() =>
            Transport(smtp.Port, SmtpSecurity.None, "idp", "another").SendAsync(Mail(), Ct)
        );

        Assert.Contains("refused", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another", refusal.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("bob", refusal.ToString(), StringComparison.Ordinal);
    }

    private static SmtpTransport Transport(
        int port,
        SmtpSecurity security,
        string? userName = null,
        string? password = null
    )
    {
        var server = new ServerOptions { Issuer = new Uri("https://login.example.test") };
        server.Smtp.Host = "127.0.0.1";
        server.Smtp.Port = port;
        server.Smtp.From = "login@example.test";
        server.Smtp.Security = security;
        server.Smtp.UserName = userName;
        server.Smtp.Password = password;
        var options = Options.Create(server);
        return new SmtpTransport(new MimeMessages(options, TimeProvider.System), options);
    }

    private static OutgoingMail Mail() =>
        new(Guid.CreateVersion7(), "bob@acme.test", new RenderedMail("Subject", "Text", "<p>Text</p>"));
}
