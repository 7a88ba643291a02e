using System.Collections.Concurrent;
using System.Diagnostics;

namespace IdpMfa.IntegrationTests.Structure;

/// <summary>A process that serves, and what it says.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource _isListening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal RunningServer(Process process, Uri address, string workingDirectory)
    {
        _process = process;
        WorkingDirectory = workingDirectory;
        Http = new HttpClient { BaseAddress = address };
        process.OutputDataReceived += (_, line) => Note(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Note(_errors, line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) =>
            _isListening.TrySetException(new InvalidOperationException($"It has ended: {Text}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public HttpClient Http { get; }

    public string WorkingDirectory { get; }

    public IReadOnlyCollection<string> Errors => _errors;

    public string Text => string.Join('\n', _output.Concat(_errors));

    /// <summary>Waits until it says that it listens.</summary>
    public Task WaitUntilListeningAsync() => _isListening.Task;

    /// <summary>Asks it to end, as service managers do.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        return await WaitForExitCodeAsync();
    }

    public async Task<int> WaitForExitCodeAsync()
    {
        await PublishedServer.WaitForExitAsync(_process);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await PublishedServer.WaitForExitAsync(_process);
        }

        _process.Dispose();
    }

    private void Note(ConcurrentQueue<string> lines, string? line)
    {
        if (line is null)
        {
            return;
        }

        lines.Enqueue(line);
        if (line.Contains("Now listening on", StringComparison.Ordinal))
        {
            _isListening.TrySetResult();
        }
    }
}
