using System.Runtime.CompilerServices;
using IdpMfa.Core.Mail;
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

    public Task<bool> TrySetProofCodeAsync(
        Guid id,
        byte[] codeHash,
        DateTimeOffset? lastSentAt,
        DateTimeOffset now,
        DateTimeOffset expiresAt,
        CancellationToken ct
    ) =>
        TryUpdateAsync(
            id,
            row => IsUnproved(row, now) && row.ProofSentAt == lastSentAt,
            row => row with { ProofCodeHash = codeHash, ProofSentAt = now, ProofFailures = 0, ExpiresAt = expiresAt },
            ct
        );

    public Task<bool> TryChargeProofAsync(Guid id, DateTimeOffset now, CancellationToken ct) =>
        TryUpdateAsync(
            id,
            row =>
                IsUnproved(row, now)
                && row.ProofSentAt > now - MailCode.Lifetime
                && row.ProofCodeHash is not null
                && row.ProofFailures < MailCode.MaxTries,
            row => row with { ProofFailures = row.ProofFailures + 1 },
            ct
        );

    public Task<bool> TryProveAsync(Guid id, byte[]? codeHash, DateTimeOffset now, CancellationToken ct) =>
        TryUpdateAsync(
            id,
            row =>
                IsUnproved(row, now)
                && (codeHash is null || (row.ProofCodeHash is { } current && current.SequenceEqual(codeHash))),
            row => row with { ProvedAt = now, ProofCodeHash = null },
            ct
        );

    private static bool IsUnproved(PendingRow row, DateTimeOffset now) =>
        row.CompletedAt is null && row.ProvedAt is null && row.ExpiresAt > now;

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
