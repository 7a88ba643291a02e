using IdpMfa.Core.Passwords;

namespace IdpMfa.Core.Users;

/// <summary>The port to the host's users and passwords.</summary>
/// <remarks>Scoped. An implementation must leave no trace of a password in logs or exceptions.</remarks>
public interface IUserDirectory
{
    /// <summary>Finds a user by user name or confirmed mail address, ignoring case and Unicode form.</summary>
    ValueTask<UserAccount?> FindByLoginNameAsync(string loginName, CancellationToken ct);

    ValueTask<UserAccount?> FindAsync(UserId id, CancellationToken ct);

    /// <summary>
    /// Compares a password with the user's. Costs exactly one password hash, also when there is no user or no password,
    /// so that the time of an answer doesn't tell whether a name is known.
    /// </summary>
    ValueTask<bool> VerifyPasswordAsync(UserAccount? user, string password, CancellationToken ct);

    /// <summary>
    /// After a password was accepted: stores it anew where its hash is weaker than today's. Last of all in a request, and
    /// without effect where the user was changed meanwhile; whoever changes a user moves its concurrency stamp.
    /// </summary>
    ValueTask StrengthenPasswordAsync(UserAccount user, string password, CancellationToken ct);

    /// <summary>Hashes a new password, as costly as comparing one.</summary>
    HashedPassword HashPassword(string password);

    /// <summary>Gives a user a new password. Within a unit of work it commits with it.</summary>
    /// <returns>False where the user is gone or was changed at the same moment.</returns>
    Task<bool> TrySetPasswordAsync(UserId user, HashedPassword password, CancellationToken ct);

    /// <summary>Whether an address leads to somebody else: as a confirmed address, or as a user name.</summary>
    ValueTask<bool> IsTakenAsync(string address, UserId exceptUser, CancellationToken ct);

    /// <summary>Gives a user a new, confirmed address. Within a unit of work it commits with it.</summary>
    /// <returns>False where the user is gone or was changed at the same moment.</returns>
    Task<bool> TrySetAddressAsync(UserId user, string address, CancellationToken ct);

    /// <summary>Whether another administrator of the user's tenant is not disabled.</summary>
    ValueTask<bool> HasOtherActiveAdminAsync(UserAccount user, CancellationToken ct);
}
