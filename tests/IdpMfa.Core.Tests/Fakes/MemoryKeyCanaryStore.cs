using IdpMfa.Core.Secrets;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed class MemoryKeyCanaryStore(MemoryConnection connection) : IKeyCanaryStore
{
    public Task<KeyCanary?> FindAsync(CancellationToken ct) => connection.ReadAsync(state => state.Canary, ct);

    public Task AddAsync(KeyCanary canary, CancellationToken ct) =>
        connection.WriteAsync(state => state with { Canary = state.Canary ?? canary }, ct);
}
