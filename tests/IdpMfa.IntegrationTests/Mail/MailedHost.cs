using System.Globalization;
using IdpMfa.Core.Mail;
using IdpMfa.IntegrationTests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.IntegrationTests.Mail;

/// <summary>The real server with a real mail server beside it.</summary>
internal sealed class MailedHost(IdpHost host, SmtpServer smtp) : IAsyncDisposable
{
    public IdpHost Host { get; private set; } = host;

    public SmtpServer Smtp { get; } = smtp;

    public static async Task<MailedHost> StartAsync(
        object? provisioning = null,
        Action<WebApplicationBuilder>? customise = null,
        params string[] configuration
    )
    {
        var smtp = await SmtpServer.StartAsync();
        var settings = new IdpHostSettings
        {
            Provisioning = provisioning ?? People.Provisioning(),
            Configuration = [.. SmtpConfiguration(smtp.Port), .. configuration],
            Customise = customise,
        };
        return new MailedHost(await IdpHost.StartAsync(settings), smtp);
    }

    public static string[] SmtpConfiguration(int port, string security = "None") =>
        [
            "--IdpMfa:Smtp:Host",
            "127.0.0.1",
            "--IdpMfa:Smtp:Port",
            port.ToString(CultureInfo.InvariantCulture),
            "--IdpMfa:Smtp:From",
            "login@idp.test",
            "--IdpMfa:Smtp:Security",
            security,
        ];

    /// <summary>Stops the server and starts it again on the same database.</summary>
    public async Task RestartAsync() => Host = await Host.RestartAsync();

    /// <summary>Fills the password counter, as any stranger can.</summary>
    public async Task LockAsync(string userName)
    {
        var stranger = Host.OpenBrowser();
        for (var i = 0; i < 10; i++)
        {
            await stranger.GivePasswordAsync("/account/login", userName, "not the password");
        }
    }

    /// <summary>Locks a user and answers the mailed link.</summary>
    public async Task<string> LockAndReadLinkAsync(string userName, string tenant)
    {
        await LockAsync(userName);
        return (await Smtp.WaitForAsync($"{userName}@{tenant}.test", "Unlock")).Link;
    }

    /// <summary>Asks for a new password and answers the mailed link.</summary>
    public async Task<string> ForgetPasswordAsync(string userName, string address, int count = 1)
    {
        await AskAsync("/account/forgot-password", userName);
        return (await Smtp.WaitForAsync(address, "Choose a new password", count)).Link;
    }

    /// <summary>Types a name into a page that mails something.</summary>
    public async Task<Page> AskAsync(string path, string name)
    {
        var browser = Host.OpenBrowser();
        return await browser.SubmitAsync(await browser.OpenAsync(path), ("Input.UserName", name));
    }

    /// <summary>Opens a link and sends the form behind it.</summary>
    public async Task<Page> FollowAsync(string link, params (string Field, string Value)[] typed)
    {
        var browser = Host.OpenBrowser();
        return await browser.SubmitAsync(await browser.OpenAsync(link), typed);
    }

    /// <summary>Opens a link whose form is gone.</summary>
    public Task<Page> FollowDeadAsync(string link) => Host.OpenBrowser().OpenAsync(link);

    /// <summary>Waits until nothing that could become a mail is waiting.</summary>
    public async Task WaitUntilQuietAsync()
    {
        var now = Host.Clock.GetUtcNow();
        for (var i = 0; i < 1000; i++)
        {
            var waiting = await Host.QueryAsync(async db =>
                await db.Set<MailRequest>().CountAsync()
                + await db.Set<OutboxMail>()
                    .CountAsync(m => m.SentAt == null && (m.ExpiresAt == null || m.ExpiresAt > now))
            );
            if (waiting == 0)
            {
                return;
            }

            await Task.Delay(20);
        }

        throw new TimeoutException("Mails are still waiting.");
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Smtp.DisposeAsync();
    }
}
