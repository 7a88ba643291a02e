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

    /// <summary>Remembers the enrolment proof of one that is neither completed nor expired.</summary>
    Task<bool> TryProveAsync(Guid id, DateTimeOffset now, CancellationToken ct);

    /// <summary>Sets the key that set-up shows where there is none, or the present one is used up, and extends the lifetime.</summary>
    Task<bool> TrySetKeyAsync(Guid id, ProtectedSecret key, DateTimeOffset expiresAt, CancellationToken ct);

    /// <summary>Counts a code at set-up before it is looked at; false where the key has taken too many, or the sign-in is dead.</summary>
    Task<bool> TryChargeSetUpAsync(Guid id, DateTimeOffset now, CancellationToken ct);
}
