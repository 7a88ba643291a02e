using System.Diagnostics;
using System.Globalization;

namespace IdpMfa.BrowserTests.Support;

/// <summary>Programs that are not ours and check ours: a browser, an authenticator, a QR code reader.</summary>
internal static class Tools
{
    public const string Chromium = "/usr/bin/chromium";

    /// <summary>What is missing on this machine, or null.</summary>
    public static string? FindMissing()
    {
        string[] missing =
        [
            .. new[] { Chromium, "/usr/bin/oathtool", "/usr/bin/zbarimg" }.Where(tool => !File.Exists(tool)),
        ];
        return missing.Length == 0
            ? null
            : $"The browser tests need {string.Join(", ", missing)} (Debian: chromium oathtool zbar-tools).";
    }

    /// <summary>What an authenticator app that knows this key shows now.</summary>
    public static Task<string> CodeAsync(string base32Key, CancellationToken ct) =>
        RunAsync("oathtool", ["--totp", "-b", base32Key], ct);

    /// <summary>What it shows on a phone whose clock is off by that much.</summary>
    public static Task<string> CodeAsync(string base32Key, TimeSpan clockIsOff, CancellationToken ct)
    {
        var now = (TimeProvider.System.GetUtcNow() + clockIsOff).ToUnixTimeSeconds();
        return RunAsync(
            "oathtool",
            ["--totp", "-b", "--now", string.Create(CultureInfo.InvariantCulture, $"@{now}"), base32Key],
            ct
        );
    }

    /// <summary>Runs a verb of the server's command line and returns what it says.</summary>
    public static Task<string> RunServerAsync(string[] arguments, CancellationToken ct) =>
        RunAsync("dotnet", [QuickstartProcess.Server, .. arguments], ct);

    /// <summary>What a phone's camera sees in a picture.</summary>
    public static Task<string> ReadQrCodeAsync(string picture, CancellationToken ct) =>
        RunAsync("zbarimg", ["--quiet", "--raw", picture], ct);

    private static async Task<string> RunAsync(string program, string[] arguments, CancellationToken ct)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var output = process.StandardOutput.ReadToEndAsync(ct);
        var errors = process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        Assert.True(process.ExitCode == 0, $"{program} failed: {await errors}");
        return (await output).Trim();
    }
}
