using IdpMfa.Core.Users;
using Microsoft.AspNetCore.Identity;

namespace IdpMfa.Web.Identity;

/// <summary>Lists and changes the users of ASP.NET Core Identity.</summary>
internal sealed class IdentityUserRegister<TUser, TKey>(UserManager<TUser> userManager) : IUserRegister
    where TUser : IdentityUser<TKey>, ITenantUser
    where TKey : IEquatable<TKey>
{
    public async Task<IReadOnlyList<ListedUser>> ListAsync(UserListQuery query, CancellationToken ct)
    {
        var users = userManager.Users.Where(user => user.TenantId == query.TenantId);
        if (query.Prefix is { Length: > 0 } prefix)
        {
            var name = userManager.NormalizeName(prefix);
            var email = userManager.NormalizeEmail(prefix);
            users = users.Where(user =>
                user.NormalizedUserName!.StartsWith(name!) || user.NormalizedEmail!.StartsWith(email!)
            );
        }

        if (query.IsDisabled is { } isDisabled)
        {
            users = users.Where(user => user.IsDisabled == isDisabled);
        }

        if (query.After is { } after)
        {
#pragma warning disable CA1309 // translated to SQL, where the column's order is the one that the list has
            users = users.Where(user => string.Compare(user.NormalizedUserName, after) > 0);
#pragma warning restore CA1309
        }

        var found = await users.OrderBy(user => user.NormalizedUserName).Take(query.Take).ToListAsync(ct);

        // A database may ignore case in ids.
        return
        [
            .. found
                .Where(user => string.Equals(user.TenantId, query.TenantId, StringComparison.Ordinal))
                .Select(user => new ListedUser(user.ToAccount<TUser, TKey>(), user.NormalizedUserName ?? "")),
        ];
    }

    public async Task<IReadOnlyList<UserAccount>> ListActiveAdminsAsync(string tenantId, CancellationToken ct)
    {
        var admins = await userManager
            .Users.Where(user => user.TenantId == tenantId && user.IsAdmin && !user.IsDisabled)
            .Where(user => user.PasswordHash != null)
            .OrderBy(user => user.NormalizedUserName)
            .ToListAsync(ct);
        return [.. admins.Select(user => user.ToAccount<TUser, TKey>())];
    }

    public Task<bool> TrySetDisabledAsync(UserId user, bool isDisabled, CancellationToken ct) =>
        TryChangeAsync(user, found => found.IsDisabled = isDisabled);

    public Task<bool> TrySetAdminAsync(UserId user, bool isAdmin, CancellationToken ct) =>
        TryChangeAsync(user, found => found.IsAdmin = isAdmin);

    /// <summary>Identity's concurrency stamp makes the write conditional.</summary>
    private async Task<bool> TryChangeAsync(UserId id, Action<TUser> change)
    {
        if (await userManager.FindByIdAsync(id.Value) is not { } user)
        {
            return false;
        }

        change(user);
        return (await userManager.UpdateAsync(user)).Succeeded;
    }
}
