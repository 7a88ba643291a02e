using IdpMfa.Core.Users;

namespace IdpMfa.Core.Administration;

/// <summary>Searches the users of one tenant.</summary>
/// <remarks>
/// Users are the host's and their MFA is ours, maybe in another database: so the state is a filter over the host's list, a
/// batch at a time. A page ends when it is full, or when it has looked at <see cref="MaxLookedAt"/> users.
/// </remarks>
public sealed class UserFinder(IUserDirectory directory, IUserRegister register, IUserSecurityStore states)
{
    public const int PageSize = 25;

    private const int BatchSize = 200;

    private const int MaxLookedAt = 2000;

    public async Task<UserPage> SearchAsync(UserSearch search, CancellationToken ct)
    {
        var found = new List<UserOverview>();
        var after = search.After;
        for (var lookedAt = 0; lookedAt < MaxLookedAt; lookedAt += BatchSize)
        {
            var batch = await ListAsync(search, after, ct);
            var known = await states.FindAsync([.. batch.Select(user => user.Account.Id)], ct);
            foreach (var user in batch)
            {
                if (found.Count == PageSize)
                {
                    return new UserPage(found, after);
                }

                after = user.SortKey;
                if (Matches(search, known[user.Account.Id]))
                {
                    found.Add(new UserOverview(user.Account, known[user.Account.Id]));
                }
            }

            if (batch.Count < BatchSize)
            {
                return new UserPage(found, null);
            }
        }

        return new UserPage(found, after);
    }

    /// <summary>A user of this tenant; null for another tenant's, as if there were none.</summary>
    public async Task<UserOverview?> FindAsync(string tenantId, string id, CancellationToken ct)
    {
        if (
            id is not { Length: > 0 and <= UserId.MaxLength }
            || await directory.FindAsync(UserId.From(id), ct) is not { } account
            || !string.Equals(account.TenantId, tenantId, StringComparison.Ordinal)
        )
        {
            return null;
        }

        return new UserOverview(account, (await states.FindAsync([account.Id], ct))[account.Id]);
    }

    private Task<IReadOnlyList<ListedUser>> ListAsync(UserSearch search, string? after, CancellationToken ct) =>
        register.ListAsync(
            new UserListQuery
            {
                TenantId = search.TenantId,
                Prefix = search.Prefix,
                IsDisabled = search.IsDisabled,
                After = after,
                Take = BatchSize,
            },
            ct
        );

    private static bool Matches(UserSearch search, UserSecurityState state) =>
        (search.HasMfa is null || search.HasMfa == state.HasFactor)
        && (search.IsLocked is null || search.IsLocked == state.IsLocked);
}
