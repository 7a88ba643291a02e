using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace IdpMfa.BrowserTests.Support;

/// <summary>The quickstart, running on free ports and a folder of its own.</summary>
internal sealed class QuickstartProcess : IAsyncDisposable
{
    private const string LastLine = "Press Ctrl+C to stop.";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private QuickstartProcess(
        int port,
        int relyingPartyPort,
        string[] arguments,
        IReadOnlyDictionary<string, string>? environment
    )
    {
        IdentityProvider = $"http://127.0.0.1:{port}";
        RelyingParty = $"http://127.0.0.1:{relyingPartyPort}";
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(
                "dotnet",
                [ProgramFile, "--port", $"{port}", "--rp-port", $"{relyingPartyPort}", .. arguments]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Path.GetTempPath(),
            },
            EnableRaisingEvents = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            _process.StartInfo.Environment[name] = value;
        }

        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) =>
            _ready.TrySetException(
                new InvalidOperationException($"The quickstart ended at once:\n{string.Join('\n', _lines)}")
            );
    }

    public string IdentityProvider { get; }

    public string RelyingParty { get; }

    public int ExitCode => _process.ExitCode;

    /// <summary>What it has written so far, to both streams.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    private static string ProgramFile =>
        typeof(QuickstartProcess)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "Quickstart")
            .Value!;

    /// <summary>The sample's own provisioning template, beside its binary.</summary>
    public static string Template => Path.Combine(Path.GetDirectoryName(ProgramFile)!, "provisioning.template.json");

    /// <summary>The server's own program, beside the sample's binary.</summary>
    public static string Server => Path.Combine(Path.GetDirectoryName(ProgramFile)!, "IdpMfa.Server.dll");

    public static Task<QuickstartProcess> StartAsync(CancellationToken ct, params string[] arguments) =>
        StartAsync(environment: null, ct, arguments);

    /// <summary>Starts it with settings of the server in its environment.</summary>
    public static async Task<QuickstartProcess> StartAsync(
        IReadOnlyDictionary<string, string>? environment,
        CancellationToken ct,
        params string[] arguments
    )
    {
        var quickstart = Launch(FreePort(), FreePort(), arguments, environment);
        await quickstart._ready.Task.WaitAsync(TimeSpan.FromMinutes(2), ct);
        return quickstart;
    }

    /// <summary>Starts it and waits until it has given up.</summary>
    public static async Task<QuickstartProcess> RunToEndAsync(int port, CancellationToken ct, params string[] arguments)
    {
        var quickstart = Launch(port, FreePort(), arguments);
        _ = quickstart._ready.Task.ContinueWith(
            task => task.Exception,
            ct,
            TaskContinuationOptions.None,
            TaskScheduler.Default
        );
        await quickstart._process.WaitForExitAsync(ct);
        return quickstart;
    }

    /// <summary>What a terminal does on Ctrl+C.</summary>
    public async Task InterruptAsync(CancellationToken ct)
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        await _process.WaitForExitAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static QuickstartProcess Launch(
        int port,
        int relyingPartyPort,
        string[] arguments,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var quickstart = new QuickstartProcess(port, relyingPartyPort, arguments, environment);
        quickstart._process.Start();
        quickstart._process.BeginOutputReadLine();
        quickstart._process.BeginErrorReadLine();
        return quickstart;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Hear(string? line)
    {
        if (!string.IsNullOrEmpty(line))
        {
            _lines.Enqueue(line);
        }

        if (line == LastLine)
        {
            _ready.TrySetResult();
        }
    }
}
