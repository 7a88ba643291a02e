using IdpMfa.Core.Mail;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.SignIn;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal sealed class EfPendingSignInStore<TContext>(TContext db) : IPendingSignInStore
    where TContext : DbContext
{
    private DbSet<PendingSignIn> PendingSignIns => db.Set<PendingSignIn>();

    public Task AddAsync(PendingSignIn pending, CancellationToken ct) => db.InsertAsync(pending, ct);

    public Task<PendingSignIn?> FindAsync(Guid id, DateTimeOffset now, CancellationToken ct) =>
        PendingSignIns.AsNoTracking().FirstOrDefaultAsync(pending => pending.Id == id && pending.ExpiresAt > now, ct);

    public async Task<bool> TryCompleteAsync(
        Guid id,
        Guid sessionId,
        byte[] codeHash,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        await PendingSignIns
            .Where(pending => pending.Id == id && pending.CompletedAt == null && pending.ExpiresAt > now)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(pending => pending.CompletedAt, now)
                        .SetProperty(pending => pending.CompletedSessionId, sessionId)
                        .SetProperty(pending => pending.CompletedCodeHash, codeHash)
                        .SetProperty(pending => pending.SetUpKey, (ProtectedSecret?)null),
                ct
            ) == 1;

    public async Task<bool> TrySetKeyAsync(
        Guid id,
        ProtectedSecret key,
        DateTimeOffset expiresAt,
        CancellationToken ct
    ) =>
        await PendingSignIns
            .Where(pending => pending.Id == id && pending.CompletedAt == null)
            .Where(pending => pending.SetUpKey == null || pending.SetUpFailures >= PendingSignIn.MaxSetUpFailures)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(pending => pending.SetUpKey, key)
                        .SetProperty(pending => pending.SetUpFailures, 0)
                        .SetProperty(pending => pending.ExpiresAt, expiresAt),
                ct
            ) == 1;

    public async Task<bool> TryChargeSetUpAsync(Guid id, DateTimeOffset now, CancellationToken ct) =>
        await PendingSignIns
            .Where(pending => pending.Id == id && pending.CompletedAt == null && pending.ExpiresAt > now)
            .Where(pending => pending.SetUpFailures < PendingSignIn.MaxSetUpFailures)
            .ExecuteUpdateAsync(
                row => row.SetProperty(pending => pending.SetUpFailures, pending => pending.SetUpFailures + 1),
                ct
            ) == 1;

    public async Task<bool> TrySetProofCodeAsync(
        Guid id,
        byte[] codeHash,
        DateTimeOffset? lastSentAt,
        DateTimeOffset now,
        DateTimeOffset expiresAt,
        CancellationToken ct
    ) =>
        await Unproved(id, now)
            .Where(pending => pending.ProofSentAt == lastSentAt)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(pending => pending.ProofCodeHash, codeHash)
                        .SetProperty(pending => pending.ProofSentAt, now)
                        .SetProperty(pending => pending.ProofFailures, 0)
                        .SetProperty(pending => pending.ExpiresAt, expiresAt),
                ct
            ) == 1;

    public async Task<bool> TryChargeProofAsync(Guid id, DateTimeOffset now, CancellationToken ct)
    {
        var sentSince = now - MailCode.Lifetime;
        return await Unproved(id, now)
                .Where(pending => pending.ProofSentAt > sentSince && pending.ProofCodeHash != null)
                .Where(pending => pending.ProofFailures < MailCode.MaxTries)
                .ExecuteUpdateAsync(
                    row => row.SetProperty(pending => pending.ProofFailures, pending => pending.ProofFailures + 1),
                    ct
                ) == 1;
    }

    public async Task<bool> TryProveAsync(Guid id, byte[]? codeHash, DateTimeOffset now, CancellationToken ct)
    {
        var unproved = Unproved(id, now);
        var withCode = codeHash is null ? unproved : unproved.Where(pending => pending.ProofCodeHash == codeHash);
        return await withCode.ExecuteUpdateAsync(
                row =>
                    row.SetProperty(pending => pending.ProvedAt, now)
                        .SetProperty(pending => pending.ProofCodeHash, (byte[]?)null),
                ct
            ) == 1;
    }

    private IQueryable<PendingSignIn> Unproved(Guid id, DateTimeOffset now) =>
        PendingSignIns.Where(pending =>
            pending.Id == id && pending.CompletedAt == null && pending.ProvedAt == null && pending.ExpiresAt > now
        );
}
