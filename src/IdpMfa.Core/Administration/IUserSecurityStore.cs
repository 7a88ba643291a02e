using IdpMfa.Core.Users;

namespace IdpMfa.Core.Administration;

/// <summary>Reads the state of many users at once.</summary>
public interface IUserSecurityStore
{
    /// <returns>One entry for every user asked for.</returns>
    Task<IReadOnlyDictionary<UserId, UserSecurityState>> FindAsync(
        IReadOnlyCollection<UserId> users,
        CancellationToken ct
    );
}
