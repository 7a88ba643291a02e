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

    /// <summary>Whether another administrator of the user's tenant is not disabled.</summary>
    ValueTask<bool> HasOtherActiveAdminAsync(UserAccount user, CancellationToken ct);
}
