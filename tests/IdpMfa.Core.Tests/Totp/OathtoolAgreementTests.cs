using System.Diagnostics;
using System.Security.Cryptography;
using IdpMfa.Core.Totp;

namespace IdpMfa.Core.Tests.Totp;

/// <summary>A second opinion: the OATH toolkit computes the same codes.</summary>
public sealed class OathtoolAgreementTests
{
    private const int Cases = 1_000;

    // Until 2038; the shell speaks plain seconds.
    private const int LastSecond = int.MaxValue;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Oathtool_computes_the_same_codes_for_a_thousand_random_keys_and_times()
    {
        var oathtool = Requirements.Need("oathtool", debianPackage: "oathtool");
        var cases = Enumerable
            .Range(0, Cases)
            .Select(_ => (Secret: TotpSecret.CreateRandom(), Second: RandomNumberGenerator.GetInt32(LastSecond)))
            .ToList();

        var theirs = await RunAsync(
            cases.Select(one => $"{oathtool} --totp --base32 --now=@{one.Second} {one.Secret.ToBase32()}")
        );

        var ours = cases.Select(one =>
            TotpAlgorithm.CodeAt(one.Secret, TotpAlgorithm.StepAt(DateTimeOffset.FromUnixTimeSeconds(one.Second)))
        );
        Assert.Equal(ours, theirs);
    }

    [Fact]
    public async Task Oathtool_computes_the_same_codes_for_keys_of_every_allowed_length()
    {
        var oathtool = Requirements.Need("oathtool", debianPackage: "oathtool");
        var secrets = Enumerable
            .Range(TotpSecret.MinKeyLength, 65)
            .Select(length => TotpSecret.FromKey(RandomNumberGenerator.GetBytes(length)))
            .ToList();

        var theirs = await RunAsync(
            secrets.Select(secret => $"{oathtool} --totp --base32 --now=@1768478400 {secret.ToBase32()}")
        );

        var step = TotpAlgorithm.StepAt(DateTimeOffset.FromUnixTimeSeconds(1768478400));
        Assert.Equal(secrets.Select(secret => TotpAlgorithm.CodeAt(secret, step)), theirs);
    }

    /// <summary>One shell for all commands: a thousand processes started from here would take longer than the codes.</summary>
    private static async Task<IReadOnlyList<string>> RunAsync(IEnumerable<string> commands)
    {
        using var shell = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-s"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var output = shell.StandardOutput.ReadToEndAsync(Ct);
        await shell.StandardInput.WriteAsync(string.Join('\n', commands.Append("")));
        shell.StandardInput.Close();
        await shell.WaitForExitAsync(Ct);
        return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
