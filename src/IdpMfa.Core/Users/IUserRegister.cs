namespace IdpMfa.Core.Users;

/// <summary>The port through which administrators list and change the host's users.</summary>
/// <remarks>Scoped. Changes take part in the unit of work that is running.</remarks>
public interface IUserRegister
{
    /// <summary>Users of a tenant, in the order of their user names.</summary>
    Task<IReadOnlyList<ListedUser>> ListAsync(UserListQuery query, CancellationToken ct);

    /// <summary>Who could act as an administrator: not disabled, with a password. Read anew from the database each time.</summary>
    Task<IReadOnlyList<UserAccount>> ListActiveAdminsAsync(string tenantId, CancellationToken ct);

    /// <returns>False where the user is gone, or somebody else changed them meanwhile.</returns>
    Task<bool> TrySetDisabledAsync(UserId user, bool isDisabled, CancellationToken ct);

    /// <inheritdoc cref="TrySetDisabledAsync"/>
    Task<bool> TrySetAdminAsync(UserId user, bool isAdmin, CancellationToken ct);
}
