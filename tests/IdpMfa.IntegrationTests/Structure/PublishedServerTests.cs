using System.Net;
using System.Net.Sockets;
using AngleSharp.Html.Parser;
using IdpMfa.IntegrationTests.Mail;

namespace IdpMfa.IntegrationTests.Structure;

public sealed class PublishedServerTests(PublishedServer published) : IClassFixture<PublishedServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_starts_in_another_directory_and_SIGTERM_ends_it_with_0()
    {
        await using var server = published.Serve(PublishedServer.FindFreePort());
        await server.WaitUntilListeningAsync();

        var ready = await server.Http.GetAsync("/health/ready", Ct);
        var login = await server.Http.GetAsync("/account/login", Ct);
        var discovery = await server.Http.GetAsync("/.well-known/openid-configuration", Ct);
        var css = await server.Http.GetAsync("/assets/site.css", Ct);
        var theme = await server.Http.GetAsync("/themes/default/theme.css", Ct);
        var exitCode = await server.TerminateAsync();

        Assert.All([ready, login, discovery, css, theme], answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.All([css, theme], answer => Assert.Equal("text/css", answer.Content.Headers.ContentType?.MediaType));
        Assert.True(File.Exists(Path.Combine(server.WorkingDirectory, "here.db")));
        Assert.Equal(0, exitCode);
        Assert.Empty(server.Errors);
    }

    [Theory]
    [InlineData("tls", "Tls")]
    [InlineData("starttls", "StartTls")]
    public async Task Its_mails_go_encrypted_to_a_mail_server_whose_certificate_the_machine_trusts(
        string mode,
        string security
    )
    {
        using var certificate = new ServerCertificate();
        await using var smtp = await SmtpServer.StartAsync(certificate.Settings(mode));
        await using var server = published.Serve(
            PublishedServer.FindFreePort(),
            MailedHost.SmtpConfiguration(smtp.Port, security),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["SSL_CERT_FILE"] = certificate.CertificatePath }
        );
        await server.WaitUntilListeningAsync();

        var form = await server.Http.GetStringAsync("/account/forgot-password", Ct);
        var token = new HtmlParser().ParseDocument(form).QuerySelector("input[name=__RequestVerificationToken]")!;
        using var typed = new FormUrlEncodedContent(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Input.UserName"] = "bob",
                ["__RequestVerificationToken"] = token.GetAttribute("value")!,
            }
        );
        await server.Http.PostAsync("/account/forgot-password", typed, Ct);

        var mail = Assert.Single(await smtp.WaitForAsync(mail => mail.To == "bob@acme.test"));
        Assert.True(mail.IsEncrypted);
    }

    [Fact]
    public async Task A_port_that_is_in_use_is_said_in_one_line_and_ends_it_with_1()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        await using var server = published.Serve(port);
        var exitCode = await server.WaitForExitCodeAsync();

        Assert.Equal(1, exitCode);
        var error = Assert.Single(server.Errors);
        Assert.Contains($"{port}", error);
        Assert.DoesNotContain("   at ", server.Text);
    }
}
