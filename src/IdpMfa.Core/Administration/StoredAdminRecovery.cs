using IdpMfa.Core.Users;

namespace IdpMfa.Core.Administration;

/// <summary>A link of <c>recover-admin</c> as the database has it; a newer one takes its place.</summary>
public sealed class StoredAdminRecovery
{
    /// <summary>
    /// How often the link may be tried. It lifts a lock before the password is looked at, so this is what bounds the
    /// guesses of somebody who holds the link and not the password.
    /// </summary>
    public const int MaxTries = 5;

    public required Guid Id { get; init; }

    public required UserId UserId { get; init; }

    public required byte[] Hash { get; init; }

    public required int HashVersion { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public int Tries { get; init; }

    public DateTimeOffset? UsedAt { get; init; }
}
