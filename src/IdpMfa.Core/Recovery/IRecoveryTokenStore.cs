using IdpMfa.Core.Users;

namespace IdpMfa.Core.Recovery;

/// <summary>The recovery tokens of users.</summary>
public interface IRecoveryTokenStore
{
    /// <summary>The tokens of the user's last issue, used ones included.</summary>
    Task<IReadOnlyList<StoredRecoveryToken>> ListAsync(UserId user, CancellationToken ct);

    /// <summary>Deletes the user's tokens and stores these instead.</summary>
    Task ReplaceAllAsync(UserId user, IReadOnlyList<StoredRecoveryToken> tokens, CancellationToken ct);

    /// <summary>
    /// Marks a token as used. One conditional UPDATE, whose row count decides: exactly one caller ever gets true.
    /// </summary>
    Task<bool> TryConsumeAsync(Guid tokenId, DateTimeOffset now, CancellationToken ct);
}
