using IdpMfa.Core.Users;

namespace IdpMfa.Core.Lockout;

/// <summary>The counters and locks of users. Every change is one conditional UPDATE whose row count decides.</summary>
public interface IAttemptStore
{
    Task<SignInState?> FindAsync(UserId user, CancellationToken ct);

    /// <summary>Makes the row of a user who has none yet; harmless if another node was faster.</summary>
    Task EnsureExistsAsync(UserId user, CancellationToken ct);

    /// <summary>Adds 1 to the password counter where it is below <paramref name="max"/> and there is no lock.</summary>
    Task<bool> TryChargePasswordAsync(UserId user, int max, DateTimeOffset now, CancellationToken ct);

    /// <summary>The first charge of a user who has no row yet: makes it, with the password counter at 1.</summary>
    /// <returns>False where there is a row by now: another attempt was faster.</returns>
    Task<bool> TryAddChargedAsync(UserId user, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// Adds 1 to the second factor's counter where it is below <paramref name="max"/>, there is no lock, and the pending
    /// sign-in is alive: not completed, not expired, of this user and this epoch. With
    /// <paramref name="isRecovery"/> the recovery token is charged as a factor too.
    /// </summary>
    Task<bool> TryChargeSecondFactorAsync(
        UserId user,
        Guid pendingId,
        bool isRecovery,
        int max,
        DateTimeOffset now,
        CancellationToken ct
    );

    /// <summary>Sets the lock where this step's counter is at <paramref name="max"/> and there is none; moves the epoch.</summary>
    Task<bool> TryLockAsync(UserId user, SignInStep step, int max, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// As <see cref="TryLockAsync"/>, only where the last charge is older than <paramref name="chargedBefore"/>: attempts
    /// whose process died between charge and verdict must not leave a counter at its maximum without a lock.
    /// </summary>
    Task<bool> TryLockStaleAsync(
        UserId user,
        SignInStep step,
        int max,
        DateTimeOffset chargedBefore,
        DateTimeOffset now,
        CancellationToken ct
    );

    /// <summary>
    /// Zeroes this step's counter and drops a lock that this counter set meanwhile: what was charged may win though others
    /// fill the counter before the verdict.
    /// </summary>
    /// <returns>The epoch now; null where it moved since <paramref name="epoch"/> by anything but that very lock.</returns>
    Task<int?> TryAcceptAsync(UserId user, SignInStep step, int epoch, CancellationToken ct);

    /// <summary>
    /// Writes <paramref name="now"/> as the moment when the user was told of a wrong code, where that was not after
    /// <paramref name="notAfter"/>.
    /// </summary>
    Task<bool> TryNoteWrongCodeAsync(UserId user, DateTimeOffset notAfter, DateTimeOffset now, CancellationToken ct);

    /// <summary>Zeroes the recovery token's count as a factor, after its success or a new issue.</summary>
    Task ClearRecoveryFailuresAsync(UserId user, CancellationToken ct);

    /// <summary>Moves the epoch and drops <see cref="SignInState.MustEnrol"/>, where the epoch is still <paramref name="epoch"/>.</summary>
    Task<bool> TryCompleteSetUpAsync(UserId user, int epoch, CancellationToken ct);

    /// <summary>Moves the epoch and nothing else: every pending sign-in of the user is dead, a lock stays.</summary>
    Task MoveEpochAsync(UserId user, CancellationToken ct);

    /// <summary>Zeroes both counters, drops the lock, moves the epoch.</summary>
    Task UnlockAsync(UserId user, CancellationToken ct);

    /// <summary>As <see cref="UnlockAsync"/>, and the next sign-in must lead to set-up.</summary>
    Task RequireEnrolmentAsync(UserId user, CancellationToken ct);
}
