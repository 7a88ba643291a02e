using IdpMfa.Core.Administration;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed class MemoryAdminRecoveryStore(MemoryConnection connection) : IAdminRecoveryStore
{
    public Task ReplaceAsync(StoredAdminRecovery recovery, CancellationToken ct) =>
        connection.WriteAsync(
            state =>
                state with
                {
                    Recoveries = state
                        .Recoveries.RemoveRange(
                            state.Recoveries.Values.Where(r => r.UserId == recovery.UserId).Select(r => r.Id)
                        )
                        .Add(recovery.Id, recovery),
                },
            ct
        );

    public Task<StoredAdminRecovery?> FindAsync(byte[] hash, CancellationToken ct) =>
        connection.ReadAsync(
            state => state.Recoveries.Values.FirstOrDefault(recovery => recovery.Hash.AsSpan().SequenceEqual(hash)),
            ct
        );

    public Task<bool> TryChargeAsync(Guid id, DateTimeOffset now, CancellationToken ct) =>
        TryUpdateAsync(
            id,
            recovery => IsAlive(recovery, now) && recovery.Tries < StoredAdminRecovery.MaxTries,
            recovery => Copy(recovery, recovery.Tries + 1, null),
            ct
        );

    public Task<bool> TryConsumeAsync(Guid id, DateTimeOffset now, CancellationToken ct) =>
        TryUpdateAsync(id, recovery => IsAlive(recovery, now), recovery => Copy(recovery, recovery.Tries, now), ct);

    private static bool IsAlive(StoredAdminRecovery recovery, DateTimeOffset now) =>
        recovery.UsedAt is null && recovery.ExpiresAt > now;

    private Task<bool> TryUpdateAsync(
        Guid id,
        Func<StoredAdminRecovery, bool> condition,
        Func<StoredAdminRecovery, StoredAdminRecovery> change,
        CancellationToken ct,
        [System.Runtime.CompilerServices.CallerMemberName] string method = ""
    ) =>
        connection.TryWriteAsync(
            state =>
                state.Recoveries.GetValueOrDefault(id) is { } recovery && condition(recovery)
                    ? state with
                    {
                        Recoveries = state.Recoveries.SetItem(id, change(recovery)),
                    }
                    : null,
            ct,
            method
        );

    private static StoredAdminRecovery Copy(StoredAdminRecovery recovery, int tries, DateTimeOffset? usedAt) =>
        new()
        {
            Id = recovery.Id,
            UserId = recovery.UserId,
            Hash = recovery.Hash,
            HashVersion = recovery.HashVersion,
            IssuedAt = recovery.IssuedAt,
            ExpiresAt = recovery.ExpiresAt,
            Tries = tries,
            UsedAt = usedAt,
        };
}
