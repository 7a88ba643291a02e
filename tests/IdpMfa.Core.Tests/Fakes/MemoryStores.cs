using System.Collections.Concurrent;

namespace IdpMfa.Core.Tests.Fakes;

/// <summary>The database of a test: one state behind one gate, which a unit of work holds from beginning to end.</summary>
internal sealed class MemoryStores
{
    private readonly ConcurrentDictionary<string, Func<Task>> _interruptions = new(StringComparer.Ordinal);

    public SemaphoreSlim Gate { get; } = new(1, 1);

    public MemoryState State { get; set; } = new();

    /// <summary>
    /// Runs something once, just before the next call of that port method: what another request may do at the worst
    /// moment. Only for calls outside a unit of work, which holds the gate.
    /// </summary>
    /// <param name="call">Port and method, as in <c>ISessionStore.FindAsync</c>.</param>
    /// <param name="interruption">What happens.</param>
    public void InterruptOnceBefore(string call, Func<Task> interruption) => _interruptions[call] = interruption;

    /// <inheritdoc cref="InterruptOnceBefore(string, Func{Task})"/>
    public void InterruptOnceBefore<TPort>(string method, Func<Task> interruption) =>
        InterruptOnceBefore($"{typeof(TPort).Name}.{method}", interruption);

    /// <summary>A test whose interruption never came has tested nothing.</summary>
    public void AssertInterrupted() => Assert.Empty(_interruptions.Keys);

    public Task InterruptAsync(string call) =>
        _interruptions.TryRemove(call, out var interruption) ? interruption() : Task.CompletedTask;
}
