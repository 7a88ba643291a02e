using IdpMfa.Core.Users;
using Microsoft.AspNetCore.Identity;

namespace IdpMfa.Web.Identity;

/// <summary>What the adapters to ASP.NET Core Identity share.</summary>
internal static class IdentityUsers
{
    public static UserAccount ToAccount<TUser, TKey>(this TUser user)
        where TUser : IdentityUser<TKey>, ITenantUser
        where TKey : IEquatable<TKey> =>
        new()
        {
            Id = UserId.From(user.Id.ToString()!),
            TenantId = user.TenantId,
            UserName = user.UserName ?? "",
            Email = user.Email,
            EmailConfirmed = user.EmailConfirmed,
            IsDisabled = user.IsDisabled,
            IsAdmin = user.IsAdmin,
            CreatedAt = user.CreatedAt,
        };

    /// <summary>Reads a query of Identity's store asynchronously where it can, without knowing which store that is.</summary>
    public static async Task<List<TUser>> ToListAsync<TUser>(this IQueryable<TUser> query, CancellationToken ct)
    {
        if (query is not IAsyncEnumerable<TUser> users)
        {
            return [.. query];
        }

        var list = new List<TUser>();
        await foreach (var user in users.WithCancellation(ct))
        {
            list.Add(user);
        }

        return list;
    }
}
