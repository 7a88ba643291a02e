namespace IdpMfa.Core.Administration;

/// <summary>The links of <c>recover-admin</c>. Every change is one conditional UPDATE whose row count decides.</summary>
public interface IAdminRecoveryStore
{
    /// <summary>Stores a link instead of the user's earlier one.</summary>
    Task ReplaceAsync(StoredAdminRecovery recovery, CancellationToken ct);

    Task<StoredAdminRecovery?> FindAsync(byte[] hash, CancellationToken ct);

    /// <summary>Counts a try before anything is looked at; false where the link is used, expired or tried too often.</summary>
    Task<bool> TryChargeAsync(Guid id, DateTimeOffset now, CancellationToken ct);

    /// <summary>Uses the link up: true for exactly one caller.</summary>
    Task<bool> TryConsumeAsync(Guid id, DateTimeOffset now, CancellationToken ct);
}
