using IdpMfa.Core.Secrets;

namespace IdpMfa.Core.SignIn;

/// <summary>Pending sign-ins. Every change is one conditional UPDATE whose row count decides.</summary>
public interface IPendingSignInStore
{
    Task AddAsync(PendingSignIn pending, CancellationToken ct);

    /// <returns>The pending sign-in, completed ones included, unless it has expired.</returns>
    Task<PendingSignIn?> FindAsync(Guid id, DateTimeOffset now, CancellationToken ct);

    /// <summary>Completes it; true for exactly one caller.</summary>
    Task<bool> TryCompleteAsync(Guid id, Guid sessionId, byte[] codeHash, DateTimeOffset now, CancellationToken ct);

    /// <summary>Sets the key that set-up shows where there is none, or the present one is used up, and extends the lifetime.</summary>
    Task<bool> TrySetKeyAsync(Guid id, ProtectedSecret key, DateTimeOffset expiresAt, CancellationToken ct);

    /// <summary>Counts a code at set-up before it is looked at; false where the key has taken too many, or the sign-in is dead.</summary>
    Task<bool> TryChargeSetUpAsync(Guid id, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// Sets the code that proves the mailbox, zeroes its failures and extends the lifetime, where the last code is of
    /// <paramref name="lastSentAt"/>: of two clicks one sends a mail.
    /// </summary>
    Task<bool> TrySetProofCodeAsync(
        Guid id,
        byte[] codeHash,
        DateTimeOffset? lastSentAt,
        DateTimeOffset now,
        DateTimeOffset expiresAt,
        CancellationToken ct
    );

    /// <summary>
    /// Counts a code before it is looked at; false where there is none that is still good, it has taken too many, or the
    /// sign-in is dead.
    /// </summary>
    Task<bool> TryChargeProofAsync(Guid id, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// Writes down that the proof was given, and uses the code up; with <paramref name="codeHash"/> only while that is still the
    /// code.
    /// </summary>
    Task<bool> TryProveAsync(Guid id, byte[]? codeHash, DateTimeOffset now, CancellationToken ct);
}
