using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IdpMfa.IntegrationTests.Hosting;

/// <summary>Everything that the server logs, from Debug on, to be searched for secrets.</summary>
internal sealed class CollectedLog : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        var line = $"{logLevel}: {formatter(state, exception)} {exception}";
        _lines.Enqueue(line);
        if (logLevel >= LogLevel.Error)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(line);
        }
    }

    public void Dispose() { }
}
