using System.Runtime.CompilerServices;

namespace IdpMfa.Core.Tests.Fakes;

/// <summary>A scope's way to the state: inside its own unit of work, or one call at a time.</summary>
internal sealed class MemoryConnection(MemoryStores stores) : IUnitOfWork
{
    private bool _isInWork;

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<Work<T>>> work, CancellationToken ct)
    {
        if (_isInWork)
        {
            throw new InvalidOperationException("Units of work don't nest.");
        }

        await stores.InterruptAsync($"{nameof(IUnitOfWork)}.{nameof(RunAsync)}");
        await stores.Gate.WaitAsync(ct);
        var before = stores.State;
        var isCommitted = false;
        _isInWork = true;
        try
        {
            var outcome = await work(ct);
            isCommitted = outcome.IsCommitted;
            return outcome.Result;
        }
        finally
        {
            stores.State = isCommitted ? stores.State : before;
            _isInWork = false;
            stores.Gate.Release();
        }
    }

    public Task<T> ReadAsync<T>(
        Func<MemoryState, T> read,
        CancellationToken ct,
        [CallerMemberName] string method = "",
        [CallerFilePath] string store = ""
    ) => ExchangeAsync(state => (state, read(state)), PortCall(store, method), ct);

    public Task WriteAsync(
        Func<MemoryState, MemoryState> write,
        CancellationToken ct,
        [CallerMemberName] string method = "",
        [CallerFilePath] string store = ""
    ) => ExchangeAsync(state => (write(state), true), PortCall(store, method), ct);

    /// <summary>A conditional UPDATE: null changes nothing and answers false.</summary>
    public Task<bool> TryWriteAsync(
        Func<MemoryState, MemoryState?> write,
        CancellationToken ct,
        [CallerMemberName] string method = "",
        [CallerFilePath] string store = ""
    ) => ExchangeAsync(state => write(state) is { } next ? (next, true) : (state, false), PortCall(store, method), ct);

    private async Task<T> ExchangeAsync<T>(
        Func<MemoryState, (MemoryState Next, T Answer)> exchange,
        string call,
        CancellationToken ct
    )
    {
        if (_isInWork)
        {
            return Exchange(exchange);
        }

        await stores.InterruptAsync(call);
        await stores.Gate.WaitAsync(ct);
        try
        {
            return Exchange(exchange);
        }
        finally
        {
            stores.Gate.Release();
        }
    }

    /// <summary>The fake MemoryXyz stands for the port IXyz.</summary>
    private static string PortCall(string store, string method) =>
        $"I{Path.GetFileNameWithoutExtension(store)["Memory".Length..]}.{method}";

    private T Exchange<T>(Func<MemoryState, (MemoryState Next, T Answer)> exchange)
    {
        (stores.State, var answer) = exchange(stores.State);
        return answer;
    }
}
