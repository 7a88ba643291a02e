using IdpMfa.Core.Lockout;

namespace IdpMfa.Core.Administration;

/// <summary>What an administrator may know of a user's sign-in: states and times, never a secret.</summary>
public sealed record UserSecurityState
{
    /// <summary>Counters and lock; null for a user who never tried to sign in.</summary>
    public SignInState? SignIn { get; init; }

    public bool HasFactor { get; init; }

    public DateTimeOffset? FactorConfirmedAt { get; init; }

    public DateTimeOffset? FactorLastUsedAt { get; init; }

    public int RecoveryTokensLeft { get; init; }

    /// <summary>The last sign-in that a session remembers, 90 days at least.</summary>
    public DateTimeOffset? LastSignInAt { get; init; }

    public bool IsLocked => SignIn?.LockedAt is not null;
}
