using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MimeKit;

namespace IdpMfa.IntegrationTests.Mail;

/// <summary>A real SMTP server (aiosmtpd) in a process of its own.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Process _process;
    private readonly string _folder;

    private SmtpServer(Process process, string folder, int port)
    {
        _process = process;
        _folder = folder;
        Port = port;
    }

    public int Port { get; }

    public static async Task<SmtpServer> StartAsync(SmtpSettings? settings = null)
    {
        NeedAiosmtpd();
        settings ??= new SmtpSettings();
        var folder = Directory.CreateTempSubdirectory("idpmfa-smtp-").FullName;
        var start = new ProcessStartInfo(
            Python,
            [
                Path.Combine(AppContext.BaseDirectory, "Mail", "smtp_server.py"),
                folder,
                settings.Port.ToString(CultureInfo.InvariantCulture),
                settings.Mode,
                settings.CertificatePath,
                settings.KeyPath,
                settings.Credentials,
            ]
        )
        {
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var port = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return new SmtpServer(process, folder, int.Parse(port!, CultureInfo.InvariantCulture));
    }

    /// <summary>Every mail so far, oldest first.</summary>
    public IReadOnlyList<ReceivedMail> List() =>
        [.. Directory.GetFiles(_folder, "*.eml").Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>Waits until that many such mails have come.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> WaitForAsync(Func<ReceivedMail, bool> isWanted, int count = 1)
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            var mails = List().Where(isWanted).ToList();
            if (mails.Count >= count)
            {
                return mails;
            }

            if (waiting.Elapsed > Patience)
            {
                throw new TimeoutException(
                    $"{mails.Count} of {count} mails came; all: {string.Join(", ", List().Select(m => m.Subject))}"
                );
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>Waits for a mail to this address with this subject, and answers the last one.</summary>
    public async Task<ReceivedMail> WaitForAsync(string to, string subject, int count = 1) =>
        (
            await WaitForAsync(
                mail =>
                    mail.To.Equals(to, StringComparison.OrdinalIgnoreCase)
                    && mail.Subject.Contains(subject, StringComparison.Ordinal),
                count
            )
        )[^1];

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static ReceivedMail Read(string file)
    {
        using var about = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(file, ".json")));
        return new ReceivedMail(
            MimeMessage.Load(file),
            about.RootElement.GetProperty("to")[0].GetString()!,
            about.RootElement.GetProperty("isEncrypted").GetBoolean(),
            about.RootElement.GetProperty("isAuthenticated").GetBoolean()
        );
    }

    /// <summary>What is missing on this machine, or null.</summary>
    public static string? FindMissing()
    {
        using var probe = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", $"{Python} -c 'import aiosmtpd' 2>/dev/null"])
        )!;
        probe.WaitForExit();
        return probe.ExitCode == 0 ? null : "aiosmtpd is not installed (Debian package python3-aiosmtpd).";
    }

    /// <summary>Skips the test without it; on the build server, which promises to have it, fails.</summary>
    private static void NeedAiosmtpd()
    {
        if (FindMissing() is not { } reason)
        {
            return;
        }

        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
    }
}
