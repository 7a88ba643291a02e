using IdpMfa.Core.Users;

namespace IdpMfa.Core.Recovery;

/// <summary>A recovery token of a user as the database has it. Tokens of an earlier issue are deleted by the next one.</summary>
public sealed class StoredRecoveryToken
{
    public required Guid Id { get; init; }

    public required UserId UserId { get; init; }

    public required byte[] Hash { get; init; }

    public required int HashVersion { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public DateTimeOffset? UsedAt { get; init; }
}
