using System.Net;
using System.Net.Sockets;
using IdpMfa.IntegrationTests.Hosting;
using IdpMfa.Server.Cli;

namespace IdpMfa.IntegrationTests.Cli;

public sealed class ServingOnTheCommandLine : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("idpmfa-").FullName;

    public void Dispose()
    {
        DatabaseFile.Release(Path.Combine(_folder, "idp.db"));
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_port_in_use_exits_1_with_the_address()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        var run = await ServeAsync("--environment", "Development", "--urls", url);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(url, Assert.Single(run.Error.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.Contains("address already in use", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_issuer_exits_1()
    {
        var run = await ServeAsync("--environment=Production");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("- IdpMfa:Issuer is missing", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_provisioning_file_exits_1_with_path_and_reason()
    {
        var file = Path.Combine(_folder, "idp.json");
        await File.WriteAllTextAsync(file, """{"tenants":[{}],}""", TestContext.Current.CancellationToken);

        var run = await ServeAsync(
            "--environment=Development",
            "--urls=http://127.0.0.1:5999",
            $"--IdpMfa:Provisioning={file}"
        );

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(file, run.Error, StringComparison.Ordinal);
        Assert.Contains("- $.tenants[0].id: is missing", run.Error, StringComparison.Ordinal);
    }

    private Task<CommandLineRun> ServeAsync(params string[] args) =>
        CommandLineRun.OfAsync(
            new ServerVerbs(),
            [
                "serve",
                .. args,
                $"--ConnectionStrings:IdpMfa=Data Source={Path.Combine(_folder, "idp.db")}",
                "--Logging:Console:LogLevel:Default=None",
            ]
        );
}
