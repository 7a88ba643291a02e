using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Structure;

/// <summary>The server as it is published, once for all tests of it.</summary>
public sealed class PublishedServer : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string _folder = Directory.CreateTempSubdirectory("idpmfa-published-").FullName;

    private string Dll => Path.Combine(_folder, "out", "IdpMfa.Server.dll");

    public async ValueTask InitializeAsync()
    {
        var project = Path.Combine(Repository.Src, "IdpMfa.Server");
        using var publish = Start(
            Repository.Root,
            ["publish", project, "-c", "Release", "--no-restore", "-o", Path.GetDirectoryName(Dll)!, "-nodeReuse:false"]
        );
        var output = await publish.StandardOutput.ReadToEndAsync();
        await WaitForExitAsync(publish);
        Assert.True(publish.ExitCode == 0, output);
    }

    /// <summary>Starts it in a working directory of its own.</summary>
    internal RunningServer Serve(
        int port,
        string[]? configuration = null,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var workingDirectory = Directory
            .CreateDirectory(Path.Combine(_folder, $"work-{Guid.CreateVersion7()}"))
            .FullName;
        File.WriteAllText(
            Path.Combine(workingDirectory, "people.json"),
            JsonSerializer.Serialize(People.Provisioning())
        );
        var address = $"http://127.0.0.1:{port}";
        var process = Start(
            workingDirectory,
            [
                Dll,
                "--urls",
                address,
                "--IdpMfa:Issuer",
                address,
                "--IdpMfa:AllowInsecureHttp",
                "true",
                "--IdpMfa:Provisioning",
                "people.json",
                "--ConnectionStrings:IdpMfa",
                "Data Source=here.db",
                .. configuration ?? [],
            ],
            environment
        );
        return new RunningServer(process, new Uri(address), workingDirectory);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    public static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    internal static async Task WaitForExitAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
    }

    private static Process Start(
        string workingDirectory,
        string[] args,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var start = new ProcessStartInfo("dotnet", args)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
