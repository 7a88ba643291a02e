using System.Net;
using IdpMfa.IntegrationTests.Cli;
using IdpMfa.IntegrationTests.Hosting;
using IdpMfa.Server.Cli;
using IdpMfa.Server.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.IntegrationTests.Flows;

public sealed class KeyRingTests
{
    [Fact]
    public async Task A_start_on_the_same_ring_is_ready()
    {
        await using var host = await (await IdpHost.StartAsync()).RestartAsync();

        Assert.Equal(HttpStatusCode.OK, await AskReadyAsync(host));
    }

    [Fact]
    public async Task A_lost_ring_stops_the_start_with_one_message_that_says_what_to_do()
    {
        await using var host = await IdpHost.StartAsync();
        await LoseRingAsync(host);

        var failure = await Assert.ThrowsAsync<KeyRingUnusableException>(() =>
            IdpHost.StartAppAsync(host.Settings, host.Folder)
        );

        Assert.Contains("IdpMfa:Keys:CertificatePath", failure.Message, StringComparison.Ordinal);
        Assert.Contains("DataProtectionKeys", failure.Message, StringComparison.Ordinal);
        Assert.Contains("lost", failure.Message, StringComparison.Ordinal);
        Assert.Equal(failure.Message, FailureWords.Of(failure));
    }

    [Fact]
    public async Task Another_certificate_stops_the_start_before_anything_is_changed_and_the_right_one_starts_it()
    {
        await using var host = await IdpHost.StartAsync();
        var encrypted = await StartWithCertificateAsync("right");
        await encrypted.StopAsync(TestContext.Current.CancellationToken);
        await encrypted.DisposeAsync();

        var failure = await Assert.ThrowsAsync<KeyRingUnusableException>(() => StartWithCertificateAsync("other"));
        await using var again = await StartWithCertificateAsync("right");

        Assert.Contains("IdpMfa:Keys:CertificatePath", failure.Message, StringComparison.Ordinal);

        async Task<WebApplication> StartWithCertificateAsync(string name)
        {
            var path = Path.Combine(host.Folder, $"{name}.pfx");
            if (!File.Exists(path))
            {
                Certificates.WritePfx(path, "");
            }

            // A folder of its own: the host beside it has a ring that no certificate encrypts.
            var folder = Directory.CreateDirectory(Path.Combine(host.Folder, "encrypted")).FullName;
            var settings = new IdpHostSettings { Configuration = ["--IdpMfa:Keys:CertificatePath", path] };
            return await IdpHost.StartAppAsync(settings, folder);
        }
    }

    [Fact]
    public async Task Check_names_a_lost_ring_and_exits_1()
    {
        await using var host = await IdpHost.StartAsync();
        await LoseRingAsync(host);

        var run = await CommandLineRun.OfAsync(
            new ServerVerbs(),
            ["check", "--IdpMfa:Issuer=https://login.example.com", .. TestDatabase.Configuration(host.Folder)]
        );

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error: The key ring can't decrypt", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_canary_of_another_ring_makes_a_running_server_not_ready()
    {
        await using var host = await IdpHost.StartAsync();
        await host.QueryAsync(db => db.Database.ExecuteSqlAsync($"UPDATE MfaKeyCanary SET Secret = 'of another ring'"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskReadyAsync(host));
    }

    private static Task<int> LoseRingAsync(IdpHost host) =>
        host.QueryAsync(db => db.DataProtectionKeys.ExecuteDeleteAsync());

    private static async Task<HttpStatusCode> AskReadyAsync(IdpHost host) =>
        (await host.CreateClient().GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode;
}
