using IdpMfa.Core.Secrets;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.SignIn;

/// <summary>
/// The password was accepted, the second factor is missing. A short-lived single-use state of its own, never a session
/// with a flag: it opens the MFA step if the user has a factor, set-up only if none, and nothing else.
/// </summary>
public sealed class PendingSignIn
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Being led to set-up extends it to this, once.</summary>
    public static readonly TimeSpan SetUpLifetime = TimeSpan.FromMinutes(30);

    /// <summary>Wrong codes that a key being set up takes before a new one is shown.</summary>
    public const int MaxSetUpFailures = 20;

    public required Guid Id { get; init; }

    public PendingPurpose Purpose { get; init; }

    public required UserId UserId { get; init; }

    public required string TenantId { get; init; }

    /// <summary>The client that waits, if one does.</summary>
    public string? ClientId { get; init; }

    public string? InteractionKey { get; init; }

    /// <summary>The local address to go on to.</summary>
    public required string ReturnUrl { get; init; }

    /// <summary>The user's epoch when it began; see <see cref="Lockout.SignInState.Epoch"/>.</summary>
    public required int Epoch { get; init; }

    public required DateTimeOffset BeganAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required DateTimeOffset PasswordAt { get; init; }

    /// <summary>Which sign-in gave the password: this one, or for a step-up the session's.</summary>
    public required Guid AuthenticationId { get; init; }

    /// <summary>For a step-up: the session that is to be raised.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>
    /// When the enrolment proof was given: the mailed code, an enrolment pass or an administrator's recovery link. Without
    /// it, where the tenant asks for it, set-up shows no key.
    /// </summary>
    public DateTimeOffset? ProvedAt { get; init; }

    /// <summary>A keyed hash of the mailed code that gives the proof.</summary>
    public byte[]? ProofCodeHash { get; init; }

    public DateTimeOffset? ProofSentAt { get; init; }

    /// <summary>Codes typed since the last one was mailed.</summary>
    public int ProofFailures { get; init; }

    /// <summary>The key that set-up shows, until its first code confirms it.</summary>
    public ProtectedSecret? SetUpKey { get; init; }

    public int SetUpFailures { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public Guid? CompletedSessionId { get; init; }

    /// <summary>A keyed hash of the code that completed it, to tell a double click from a replay.</summary>
    public byte[]? CompletedCodeHash { get; init; }
}
