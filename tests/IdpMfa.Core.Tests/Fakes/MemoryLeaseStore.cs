using IdpMfa.Core.Leases;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed class MemoryLeaseStore(MemoryConnection connection) : ILeaseStore
{
    public Task<bool> TryTakeAsync(
        string name,
        string owner,
        DateTimeOffset now,
        DateTimeOffset until,
        CancellationToken ct
    ) =>
        connection.TryWriteAsync(
            state =>
                state.Leases.GetValueOrDefault(name) is not { } held || held.Owner == owner || held.Until <= now
                    ? state with
                    {
                        Leases = state.Leases.SetItem(
                            name,
                            new Lease
                            {
                                Name = name,
                                Owner = owner,
                                Until = until,
                            }
                        ),
                    }
                    : null,
            ct
        );

    public Task ReleaseAsync(string name, string owner, CancellationToken ct) =>
        connection.TryWriteAsync(
            state =>
                state.Leases.GetValueOrDefault(name)?.Owner == owner
                    ? state with
                    {
                        Leases = state.Leases.Remove(name),
                    }
                    : null,
            ct
        );

    /// <summary>Every unit of work holds everything.</summary>
    public Task HoldAsync(string name, CancellationToken ct) => connection.ReadAsync(_ => true, ct);
}
