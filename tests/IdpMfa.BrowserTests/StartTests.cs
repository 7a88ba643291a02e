using System.Net;
using System.Net.Sockets;
using IdpMfa.BrowserTests.Support;

namespace IdpMfa.BrowserTests;

public sealed class StartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("idpmfa-start-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_busy_port_is_named_in_one_line_and_nothing_is_deleted()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var database = Path.Combine(_folder.FullName, "idpmfa.db");
        await File.WriteAllTextAsync(database, "in use", Ct);

        await using var quickstart = await QuickstartProcess.RunToEndAsync(
            port,
            Ct,
            "--data",
            _folder.FullName,
            "--reset"
        );

        Assert.Equal(1, quickstart.ExitCode);
        Assert.Contains($"Port {port} is in use.", Assert.Single(quickstart.Lines));
        Assert.True(File.Exists(database));
    }

    [Fact]
    public async Task A_provisioning_file_that_is_refused_is_explained_without_a_stack_trace()
    {
        var template = Path.Combine(_folder.FullName, "mine.json");
        await File.WriteAllTextAsync(
            template,
            """{"tenants":[{"id":"acme","name":"Acme","mfa":{"enforcement":"sometimes"}}],"users":[]}""",
            Ct
        );

        await using var quickstart = await QuickstartProcess.RunToEndAsync(
            QuickstartProcess.FreePort(),
            Ct,
            "--data",
            Path.Combine(_folder.FullName, "data"),
            "--provisioning",
            template
        );

        Assert.Equal(1, quickstart.ExitCode);
        Assert.Contains(quickstart.Lines, line => line.Contains("$.tenants[0].mfa.enforcement"));
        Assert.DoesNotContain(quickstart.Lines, line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ctrl_C_ends_it_cleanly()
    {
        await using var quickstart = await QuickstartProcess.StartAsync(Ct, "--data", _folder.FullName);

        await quickstart.InterruptAsync(Ct);

        Assert.Equal(0, quickstart.ExitCode);
    }
}
