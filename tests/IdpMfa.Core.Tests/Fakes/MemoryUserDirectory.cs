using System.Collections.Concurrent;
using IdpMfa.Core.Passwords;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Fakes;

/// <summary>The host's users, and a count of what their passwords cost.</summary>
internal sealed class MemoryUserDirectory : IUserDirectory, IUserRegister
{
    private readonly ConcurrentDictionary<UserId, (UserAccount Account, string Password)> _users = new();
    private int _hashes;

    /// <summary>Password hashes computed so far.</summary>
    public int Hashes => _hashes;

    /// <summary>Runs while a password is being hashed: what happens elsewhere in that long moment.</summary>
    public Func<Task> WhileHashing { get; set; } = () => Task.CompletedTask;

    public void Set(UserAccount account, string password) => _users[account.Id] = (account, password);

    public void Change(UserId user, Func<UserAccount, UserAccount> change) =>
        _users[user] = (change(_users[user].Account), _users[user].Password);

    public ValueTask<UserAccount?> FindByLoginNameAsync(string loginName, CancellationToken ct) =>
        ValueTask.FromResult(
            _users
                .Values.Select(user => user.Account)
                .FirstOrDefault(account => IsSame(account.UserName, loginName) || HasConfirmed(account, loginName))
        );

    public ValueTask<UserAccount?> FindAsync(UserId id, CancellationToken ct) =>
        ValueTask.FromResult(_users.TryGetValue(id, out var user) ? user.Account : null);

    public async ValueTask<bool> VerifyPasswordAsync(UserAccount? user, string password, CancellationToken ct)
    {
        Interlocked.Increment(ref _hashes);
        await WhileHashing();
        return user is not null && string.Equals(_users[user.Id].Password, password, StringComparison.Ordinal);
    }

    public Task<IReadOnlyList<ListedUser>> ListAsync(UserListQuery query, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ListedUser>>([
            .. _users
                .Values.Select(user => new ListedUser(user.Account, user.Account.UserName.ToUpperInvariant()))
                .Where(user => user.Account.TenantId == query.TenantId)
                .Where(user => query.IsDisabled is null || query.IsDisabled == user.Account.IsDisabled)
                .Where(user =>
                    query.Prefix is not { Length: > 0 } prefix
                    || user.Account.UserName.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
                    || (user.Account.Email?.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ?? false)
                )
                .Where(user => query.After is null || string.CompareOrdinal(user.SortKey, query.After) > 0)
                .OrderBy(user => user.SortKey, StringComparer.Ordinal)
                .Take(query.Take),
        ]);

    public Task<IReadOnlyList<UserAccount>> ListActiveAdminsAsync(string tenantId, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<UserAccount>>([
            .. _users
                .Values.Select(user => user.Account)
                .Where(account => account.TenantId == tenantId && account is { IsAdmin: true, IsDisabled: false }),
        ]);

    public Task<bool> TrySetDisabledAsync(UserId user, bool isDisabled, CancellationToken ct) =>
        TryChange(user, account => account with { IsDisabled = isDisabled });

    public Task<bool> TrySetAdminAsync(UserId user, bool isAdmin, CancellationToken ct) =>
        TryChange(user, account => account with { IsAdmin = isAdmin });

    private Task<bool> TryChange(UserId user, Func<UserAccount, UserAccount> change)
    {
        if (!_users.ContainsKey(user))
        {
            return Task.FromResult(false);
        }

        Change(user, change);
        return Task.FromResult(true);
    }

    /// <summary>Whose passwords were to be stored anew.</summary>
    public ConcurrentQueue<UserId> Strengthened { get; } = new();

    public ValueTask StrengthenPasswordAsync(UserAccount user, string password, CancellationToken ct)
    {
        Strengthened.Enqueue(user.Id);
        return default;
    }

    public HashedPassword HashPassword(string password)
    {
        Interlocked.Increment(ref _hashes);
        return new HashedPassword(password);
    }

    public Task<bool> TrySetPasswordAsync(UserId user, HashedPassword password, CancellationToken ct)
    {
        _users[user] = (_users[user].Account, password.Value);
        return Task.FromResult(true);
    }

    public ValueTask<bool> IsTakenAsync(string address, UserId exceptUser, CancellationToken ct) =>
        ValueTask.FromResult(
            _users
                .Values.Select(user => user.Account)
                .Any(other =>
                    other.Id != exceptUser && (IsSame(other.UserName, address) || HasConfirmed(other, address))
                )
        );

    public Task<bool> TrySetAddressAsync(UserId user, string address, CancellationToken ct)
    {
        Change(user, account => account with { Email = address, EmailConfirmed = true });
        return Task.FromResult(true);
    }

    private static bool HasConfirmed(UserAccount account, string address) =>
        account.EmailConfirmed && IsSame(account.Email, address);

    private static bool IsSame(string? one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    public ValueTask<bool> HasOtherActiveAdminAsync(UserAccount user, CancellationToken ct) =>
        ValueTask.FromResult(
            _users.Values.Any(other =>
                other.Account is { IsAdmin: true, IsDisabled: false }
                && other.Account.TenantId == user.TenantId
                && other.Account.Id != user.Id
            )
        );
}
