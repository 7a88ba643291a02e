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
    public void InterruptOnceBefore(string method, Func<Task> interruption) => _interruptions[method] = interruption;

    public Task InterruptAsync(string method) =>
        _interruptions.TryRemove(method, out var interruption) ? interruption() : Task.CompletedTask;
}
