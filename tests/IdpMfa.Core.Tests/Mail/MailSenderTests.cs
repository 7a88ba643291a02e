using IdpMfa.Core.Mail;
using IdpMfa.Core.Tests.Fakes;

namespace IdpMfa.Core.Tests.Mail;

public sealed class MailSenderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refused_mail_is_tried_again_after_its_wait_and_sent_once()
    {
        await using var core = await LockedAsync();
        var transport = await core.AskAsync<MemoryMailTransport, MemoryMailTransport>(Task.FromResult);
        transport.WhileSending = () => throw new MailNotSentException("down");

        var failed = Assert.IsType<MailSending.Failed>(await SendAsync(core));
        Assert.Equal((1, core.Now + MailRetry.WaitAfter(1), "down"), (failed.Attempts, failed.NextAt, failed.Reason));
        Assert.IsType<MailSending.Nothing>(await SendAsync(core));

        transport.WhileSending = () => Task.CompletedTask;
        core.Clock.Advance(MailRetry.WaitAfter(1));
        Assert.IsType<MailSending.Sent>(await SendAsync(core));
        Assert.IsType<MailSending.Nothing>(await SendAsync(core));
        Assert.Single(transport.Sent);
    }

    [Fact]
    public async Task A_mail_whose_secret_can_not_be_decrypted_waits_and_its_link_does_not_go_out_empty()
    {
        await using var core = await LockedAsync();
        var mail = core.Mails.Single();
        core.Stores.State = core.Stores.State with
        {
            Mails =
            [
                new OutboxMail
                {
                    Kind = mail.Kind,
                    UserId = mail.UserId,
                    TenantId = mail.TenantId,
                    To = mail.To,
                    Secret = new Secrets.ProtectedSecret("of another key ring"),
                    QueuedAt = mail.QueuedAt,
                    DueAt = mail.DueAt,
                },
            ],
        };

        Assert.IsType<MailSending.Failed>(await SendAsync(core));
    }

    [Fact]
    public async Task A_mail_about_somebody_who_is_gone_is_dropped()
    {
        await using var core = await LockedAsync();
        await core.TellAsync<MemoryMailTransport>(transport =>
        {
            transport.KnowsUser = false;
            return Task.CompletedTask;
        });

        Assert.IsType<MailSending.Dropped>(await SendAsync(core));
        Assert.Empty(core.Mails);
    }

    /// <summary>A user with a confirmed address whose lock has queued its mail.</summary>
    private static async Task<CoreFixture> LockedAsync()
    {
        var core = new CoreFixture();
        var alice = core.AddUser("alice");
        core.Users.Change(alice.Id, account => account with { Email = "alice@acme.test", EmailConfirmed = true });
        for (var i = 0; i < CoreFixture.Max; i++)
        {
            await core.GiveWrongPasswordAsync(alice);
        }

        Assert.Equal(MailKind.Unlock, Assert.Single(core.Mails).Kind);
        return core;
    }

    private static Task<MailSending> SendAsync(CoreFixture core) =>
        core.AskAsync<MailSender, MailSending>(sender => sender.SendNextAsync(Ct));
}
