using IdpMfa.Core.Mail;
using IdpMfa.IntegrationTests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IdpMfa.IntegrationTests.Mail;

public sealed class OutboxTests
{
    [Fact]
    public async Task A_mail_waits_for_a_server_that_is_down_and_comes_once()
    {
        var down = await SmtpServer.StartAsync();
        var port = down.Port;
        await down.DisposeAsync();
        await using var host = await IdpHost.StartAsync(
            new IdpHostSettings { Configuration = MailedHost.SmtpConfiguration(port) }
        );
        var browser = host.OpenBrowser();
        await browser.SubmitAsync(await browser.OpenAsync("/account/forgot-password"), ("Input.UserName", "bob"));
        await WaitForAttemptsAsync(host, 1);
        host.Clock.Advance(MailRetry.WaitAfter(1));
        await host.PassTimeUntilAsync(WaitForAttemptsAsync(host, 2));

        await using var up = await SmtpServer.StartAsync(new SmtpSettings { Port = port });
        host.Clock.Advance(MailRetry.WaitAfter(2));

        await host.PassTimeUntilAsync(up.WaitForAsync("bob@acme.test", "Choose a new password"));
        host.Clock.Advance(TimeSpan.FromMinutes(30));
        await Task.Delay(500, TestContext.Current.CancellationToken);
        Assert.Single(up.List());
    }

    [Fact]
    public async Task Who_dies_between_sending_and_noting_it_leaves_a_second_copy_with_the_same_id()
    {
        var deaths = 0;
        await using var mailed = await MailedHost.StartAsync(customise: builder =>
            Decorate(
                builder,
                async (inner, mail, ct) =>
                {
                    await inner.SendAsync(mail, ct);
                    if (Interlocked.Increment(ref deaths) == 1)
                    {
                        throw new InvalidOperationException("As if killed here.");
                    }
                }
            )
        );
        await mailed.AskAsync("/account/forgot-password", "bob");
        await mailed.Smtp.WaitForAsync("bob@acme.test", "Choose a new password");

        mailed.Host.Clock.Advance(MailSender.Lease);

        await mailed.Host.PassTimeUntilAsync(
            mailed.Smtp.WaitForAsync("bob@acme.test", "Choose a new password", count: 2)
        );
        await mailed.WaitUntilQuietAsync();
        Assert.Equal(2, mailed.Smtp.List().Count);
        Assert.Single(mailed.Smtp.List().Select(mail => mail.MessageId).Distinct());
        Assert.EndsWith("@127.0.0.1", mailed.Smtp.List()[0].MessageId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_nodes_send_each_mail_once()
    {
        await using var mailed = await MailedHost.StartAsync();
        await using var second = await IdpHost.StartAsync(mailed.Host.Settings, mailed.Host.Folder);
        var bob = await mailed.Host.FindUserAsync("bob");
        var now = mailed.Host.Clock.GetUtcNow();

        await mailed.Host.QueryAsync(async db =>
        {
            db.AddRange(Enumerable.Range(0, 30).Select(_ => Notice(bob.Id, now)));
            return await db.SaveChangesAsync();
        });
        mailed.Host.Clock.Advance(TimeSpan.FromSeconds(3));

        await mailed.Host.PassTimeUntilAsync(mailed.Smtp.WaitForAsync(_ => true, count: 30));
        await mailed.WaitUntilQuietAsync();
        Assert.Equal(30, mailed.Smtp.List().Select(mail => mail.MessageId).Distinct().Count());
        Assert.Equal(30, mailed.Smtp.List().Count);
    }

    [Fact]
    public async Task What_has_expired_is_not_sent()
    {
        await using var mailed = await MailedHost.StartAsync();
        var bob = await mailed.Host.FindUserAsync("bob");
        var now = mailed.Host.Clock.GetUtcNow();

        await mailed.Host.QueryAsync(async db =>
        {
            db.Add(Notice(bob.Id, now, expiresAt: now));
            db.Add(Notice(bob.Id, now));
            return await db.SaveChangesAsync();
        });
        mailed.Host.Clock.Advance(TimeSpan.FromSeconds(3));

        await mailed.Host.PassTimeUntilAsync(mailed.Smtp.WaitForAsync(_ => true));
        await mailed.WaitUntilQuietAsync();
        Assert.Single(mailed.Smtp.List());
    }

    [Fact]
    public async Task A_sent_mail_keeps_no_secret()
    {
        await using var mailed = await MailedHost.StartAsync();
        await mailed.ForgetPasswordAsync("bob", "bob@acme.test");
        await mailed.WaitUntilQuietAsync();

        var mail = await mailed.Host.QueryAsync(db => db.Set<OutboxMail>().AsNoTracking().SingleAsync());

        Assert.NotNull(mail.SentAt);
        Assert.Null(mail.Secret);
    }

    [Fact]
    public async Task A_mail_has_text_and_HTML_and_asks_for_no_automatic_answers()
    {
        await using var mailed = await MailedHost.StartAsync();
        await mailed.ForgetPasswordAsync("bob", "bob@acme.test");

        var mail = mailed.Smtp.List()[0];

        Assert.Contains("Hello bob,", mail.Text, StringComparison.Ordinal);
        Assert.Contains("UTC", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Acme", mail.Text, StringComparison.Ordinal);
        Assert.Contains("If it was not you", mail.Text, StringComparison.Ordinal);
        Assert.Contains(mail.Link, System.Net.WebUtility.HtmlDecode(mail.Html), StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Message.Headers["Auto-Submitted"]);
        Assert.Equal("login@idp.test", mail.Message.From.Mailboxes.Single().Address);
    }

    [Fact]
    public async Task Without_a_mail_server_mails_are_files_that_only_the_owner_reads()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        await browser.SubmitAsync(await browser.OpenAsync("/account/forgot-password"), ("Input.UserName", "bob"));

        var folder = Path.Combine(host.Folder, "mails");
        var file = await WaitForFileAsync(folder);

        var message = await MimeKit.MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal($"{Path.GetFileNameWithoutExtension(file)}@127.0.0.1", message.MessageId);
        Assert.Contains("/account/reset-password?token=", message.TextBody, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    private static async Task<string> WaitForFileAsync(string folder)
    {
        for (var i = 0; i < 1000; i++)
        {
            if (Directory.Exists(folder) && Directory.GetFiles(folder, "*.eml") is [var file])
            {
                return file;
            }

            await Task.Delay(20);
        }

        throw new TimeoutException("No file came.");
    }

    private static async Task WaitForAttemptsAsync(IdpHost host, int attempts)
    {
        for (var i = 0; i < 1000; i++)
        {
            var now = host.Clock.GetUtcNow();
            var found = await host.QueryAsync(db =>
                db.Set<OutboxMail>()
                    .AnyAsync(m => m.Attempts >= attempts && m.DueAt > now && m.DueAt < now + MailSender.Lease)
            );
            if (found)
            {
                return;
            }

            await Task.Delay(20);
        }

        throw new TimeoutException($"{attempts} attempts were never made.");
    }

    private static OutboxMail Notice(Core.Users.UserId user, DateTimeOffset now, DateTimeOffset? expiresAt = null) =>
        new()
        {
            Kind = MailKind.PasswordChanged,
            UserId = user,
            TenantId = "acme",
            To = "bob@acme.test",
            QueuedAt = now,
            DueAt = now,
            ExpiresAt = expiresAt,
        };

    private static void Decorate(
        WebApplicationBuilder builder,
        Func<IMailTransport, OutgoingMail, CancellationToken, Task> send
    )
    {
        var inner = builder.Services.Single(service => service.ServiceType == typeof(IMailTransport));
        builder.Services.RemoveAll<IMailTransport>();
        builder.Services.AddSingleton<IMailTransport>(services => new Decorated(
            (IMailTransport)ActivatorUtilities.CreateInstance(services, inner.ImplementationType!),
            send
        ));
    }

    private sealed class Decorated(
        IMailTransport inner,
        Func<IMailTransport, OutgoingMail, CancellationToken, Task> send
    ) : IMailTransport
    {
        public Task SendAsync(OutgoingMail mail, CancellationToken ct) => send(inner, mail, ct);
    }
}
