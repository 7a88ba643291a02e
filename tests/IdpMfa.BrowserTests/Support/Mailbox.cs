using System.Text.RegularExpressions;

namespace IdpMfa.BrowserTests.Support;

/// <summary>The mails that the quickstart has written to its folder.</summary>
internal static partial class Mailbox
{
    /// <summary>Waits for a mail and returns the link in it.</summary>
    public static async Task<string> ReadLinkAsync(
        string folder,
        string address,
        string subject,
        CancellationToken ct
    ) => Link().Match(await ReadAsync(folder, address, subject, ct)).Value;

    /// <summary>Waits for a mail and returns the code of eight digits in it.</summary>
    public static async Task<string> ReadCodeAsync(
        string folder,
        string address,
        string subject,
        CancellationToken ct
    ) => Code().Match(await ReadAsync(folder, address, subject, ct)).Value;

    private static async Task<string> ReadAsync(string folder, string address, string subject, CancellationToken ct)
    {
        for (var waited = 0; waited < QuickstartFixture.PatienceInMilliseconds; waited += 200)
        {
            if (await FindAsync(folder, address, subject, ct) is { } text)
            {
                return text;
            }

            await Task.Delay(200, ct);
        }

        throw new InvalidOperationException($"No mail '{subject}' came to {address}.");
    }

    private static async Task<string?> FindAsync(string folder, string address, string subject, CancellationToken ct)
    {
        foreach (
            var file in new DirectoryInfo(folder)
                .EnumerateFiles("*.eml")
                .OrderByDescending(file => file.LastWriteTimeUtc)
        )
        {
            var mail = await File.ReadAllTextAsync(file.FullName, ct);
            if (mail.Contains($"To: {address}") && mail.Contains($"Subject: {subject}"))
            {
                // Quoted-printable, as far as links and codes need it (RFC 2045 §6.7).
                var body = mail[mail.IndexOf("Content-Type: text/plain", StringComparison.Ordinal)..];
                return SoftBreak().Replace(body, "").Replace("=3D", "=");
            }
        }

        return null;
    }

    [GeneratedRegex("=\r?\n")]
    private static partial Regex SoftBreak();

    [GeneratedRegex(@"http://127\S+\?token=[\w-]+")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<=\s)\d{4} ?\d{4}(?=\s)")]
    private static partial Regex Code();
}
