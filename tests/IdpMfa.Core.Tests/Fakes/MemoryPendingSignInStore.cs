using System.Runtime.CompilerServices;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed class MemoryPendingSignInStore(MemoryConnection connection) : IPendingSignInStore
{
    public Task AddAsync(PendingSignIn pending, CancellationToken ct) =>
        connection.WriteAsync(
            state => state with { Pending = state.Pending.Add(pending.Id, new PendingRow(pending)) },
            ct
        );

    public Task<PendingSignIn?> FindAsync(Guid id, DateTimeOffset now, CancellationToken ct) =>
        connection.ReadAsync(
            state => state.Pending.GetValueOrDefault(id) is { } row && row.ExpiresAt > now ? row.ToEntity() : null,
            ct
        );

    public Task<bool> TryCompleteAsync(
        Guid id,
        Guid sessionId,
        byte[] codeHash,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        TryUpdateAsync(
            id,
            row => row.CompletedAt is null && row.ExpiresAt > now,
            row =>
                row with
                {
                    CompletedAt = now,
                    CompletedSessionId = sessionId,
                    CompletedCodeHash = codeHash,
                    SetUpKey = null,
                },
            ct
        );

    public Task<bool> TryProveAsync(Guid id, DateTimeOffset now, CancellationToken ct) =>
        TryUpdateAsync(
            id,
            row => row.CompletedAt is null && row.ExpiresAt > now,
            row => row with { ProvedAt = now },
            ct
        );

    public Task<bool> TrySetKeyAsync(Guid id, ProtectedSecret key, DateTimeOffset expiresAt, CancellationToken ct) =>
        TryUpdateAsync(
            id,
            row =>
                row.CompletedAt is null
                && (row.SetUpKey is null || row.SetUpFailures >= PendingSignIn.MaxSetUpFailures),
            row => row with { SetUpKey = key, SetUpFailures = 0, ExpiresAt = expiresAt },
            ct
        );

    public Task<bool> TryChargeSetUpAsync(Guid id, DateTimeOffset now, CancellationToken ct) =>
        TryUpdateAsync(
            id,
            row => row.CompletedAt is null && row.ExpiresAt > now && row.SetUpFailures < PendingSignIn.MaxSetUpFailures,
            row => row with { SetUpFailures = row.SetUpFailures + 1 },
            ct
        );

    private Task<bool> TryUpdateAsync(
        Guid id,
        Func<PendingRow, bool> condition,
        Func<PendingRow, PendingRow> change,
        CancellationToken ct,
        [CallerMemberName] string method = ""
    ) =>
        connection.TryWriteAsync(
            state =>
                state.Pending.GetValueOrDefault(id) is { } row && condition(row)
                    ? state with
                    {
                        Pending = state.Pending.SetItem(id, change(row)),
                    }
                    : null,
            ct,
            method
        );
}
