using IdpMfa.Core.Secrets;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Totp;

/// <summary>An authenticator app that a user has set up. A row exists only once its first code was confirmed.</summary>
public sealed class TotpCredential
{
    public required Guid Id { get; init; }

    public required UserId UserId { get; init; }

    /// <summary>What the user calls it; several factors of one user are told apart by it.</summary>
    public required string Name { get; init; }

    public required ProtectedSecret Secret { get; init; }

    /// <summary>The newest step that was accepted; neither it nor an older one is accepted again (RFC 6238 §5.2).</summary>
    public required long LastUsedStep { get; init; }

    public required DateTimeOffset ConfirmedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>
    /// Consecutive failures of this factor over all locks; only its own success clears it. Above the cap it is disabled
    /// until the user enrols anew (NIST SP 800-63B-4 §3.2.2).
    /// </summary>
    public int Failures { get; init; }
}
