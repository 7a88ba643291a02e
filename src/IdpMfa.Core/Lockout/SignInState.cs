using IdpMfa.Core.Users;

namespace IdpMfa.Core.Lockout;

/// <summary>A user's counters, lock and epoch: the row on which every attempt is charged.</summary>
public sealed class SignInState
{
    public required UserId UserId { get; init; }

    public int PasswordFailures { get; init; }

    public DateTimeOffset? PasswordChargedAt { get; init; }

    public int SecondFactorFailures { get; init; }

    public DateTimeOffset? SecondFactorChargedAt { get; init; }

    /// <summary>Consecutive failures of the recovery token as a factor, over all locks; see <see cref="LockoutOptions.FactorFailureCap"/>.</summary>
    public int RecoveryFailures { get; init; }

    public DateTimeOffset? LockedAt { get; init; }

    /// <summary>The step whose counter set the lock.</summary>
    public SignInStep? LockedBy { get; init; }

    /// <summary>
    /// Moves at every lock, unlock, reset, change of factor, change of password and disabling. A pending sign-in is good
    /// only in the epoch in which it began, so each of those ends all of them without looking for them.
    /// </summary>
    public int Epoch { get; init; }

    /// <summary>Set by Reset MFA: the next sign-in leads to set-up with no way round, in any tenant.</summary>
    public bool MustEnrol { get; init; }

    /// <summary>When the user was last told of a wrong code after a right password.</summary>
    public DateTimeOffset? WrongCodeNoticeAt { get; init; }
}
