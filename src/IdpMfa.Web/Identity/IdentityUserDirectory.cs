using System.Security.Cryptography;
using IdpMfa.Core.Passwords;
using IdpMfa.Core.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IdpMfa.Web.Identity;

/// <summary>Reaches the users of ASP.NET Core Identity, whatever the host's user class and key type.</summary>
/// <remarks>
/// Identity's own lockout and second factor are not used: its counters are read, checked and written, so parallel guesses
/// slip through.
/// </remarks>
internal sealed class IdentityUserDirectory<TUser, TKey>(
    UserManager<TUser> userManager,
    IUserStore<TUser> store,
    IPasswordHasher<TUser> hasher,
    NobodysPassword<TUser> nobody,
    IOptions<PasswordHasherOptions> hashing
) : IUserDirectory
    where TUser : IdentityUser<TKey>, ITenantUser
    where TKey : IEquatable<TKey>
{
    /// <summary>The users of this request, so that comparing a password asks the database no second time.</summary>
    private readonly Dictionary<UserId, TUser> _loaded = [];

    private readonly HashSet<UserId> _weaklyHashed = [];

    public async ValueTask<UserAccount?> FindByLoginNameAsync(string loginName, CancellationToken ct)
    {
        var name = userManager.NormalizeName(loginName);
        var email = userManager.NormalizeEmail(loginName);
        var found = await ListAsync(
            userManager
                .Users.Where(user =>
                    user.NormalizedUserName == name || (user.EmailConfirmed && user.NormalizedEmail == email)
                )
                .OrderBy(user => user.NormalizedUserName)
                .Take(2),
            ct
        );

        // A database may ignore more than we do; and a user name wins over another user's address.
        var user =
            found.Find(user => string.Equals(user.NormalizedUserName, name, StringComparison.Ordinal))
            ?? found.Find(user => string.Equals(user.NormalizedEmail, email, StringComparison.Ordinal));
        return user is null ? null : ToAccount(user);
    }

    public async ValueTask<UserAccount?> FindAsync(UserId id, CancellationToken ct)
    {
        if (!_loaded.TryGetValue(id, out var user))
        {
            user = await FindByIdAsync(id);
        }

        return user is null ? null : ToAccount(user);
    }

    public ValueTask<bool> VerifyPasswordAsync(UserAccount? user, string password, CancellationToken ct)
    {
        // Nobody has a password of that length, and megabytes take long to hash.
        if (password.Length > PasswordPolicy.MaxTypedLength)
        {
            (user, password) = (null, "");
        }

        // One hash always: an unknown name or a user without a password must cost what a wrong password costs.
        var hash = user is not null && _loaded.TryGetValue(user.Id, out var known) ? known.PasswordHash : null;
        var compared = hash ?? nobody.GetHash(hasher);
        password = PasswordPolicy.Normalize(password);
        var result = hasher.VerifyHashedPassword(null!, compared, password);
        PasswordHashCost.Spend(password, PasswordHashCost.FindMissing(compared, hashing.Value.IterationCount));

        var isRight = hash is not null && result is not PasswordVerificationResult.Failed;
        if (isRight && result is PasswordVerificationResult.SuccessRehashNeeded)
        {
            _weaklyHashed.Add(user!.Id);
        }

        return ValueTask.FromResult(isRight);
    }

    public async ValueTask StrengthenPasswordAsync(UserAccount user, string password, CancellationToken ct)
    {
        if (_weaklyHashed.Remove(user.Id) && store is IUserPasswordStore<TUser> passwords)
        {
            var known = _loaded[user.Id];
            await passwords.SetPasswordHashAsync(
                known,
                hasher.HashPassword(known, PasswordPolicy.Normalize(password)),
                ct
            );

            // Where the user was changed meanwhile nothing is written, and the next sign-in tries again.
            await store.UpdateAsync(known, ct);
        }
    }

    public HashedPassword HashPassword(string password) =>
        new(hasher.HashPassword(null!, PasswordPolicy.Normalize(password)));

    public Task<bool> TrySetPasswordAsync(UserId user, HashedPassword password, CancellationToken ct) =>
        TryChangeAsync(user, found => found.PasswordHash = password.Value, ct);

    public async ValueTask<bool> IsTakenAsync(string address, UserId exceptUser, CancellationToken ct)
    {
        var name = userManager.NormalizeName(address);
        var email = userManager.NormalizeEmail(address);
        var found = await ListAsync(
            userManager
                .Users.Where(user =>
                    user.NormalizedUserName == name || (user.EmailConfirmed && user.NormalizedEmail == email)
                )
                .OrderBy(user => user.NormalizedUserName)
                .Take(3),
            ct
        );
        return found.Any(user => UserId.From(user.Id.ToString()!) != exceptUser);
    }

    public Task<bool> TrySetAddressAsync(UserId user, string address, CancellationToken ct) =>
        TryChangeAsync(
            user,
            found =>
            {
                found.Email = address;
                found.NormalizedEmail = userManager.NormalizeEmail(address);
                found.EmailConfirmed = true;
            },
            ct
        );

    public async ValueTask<bool> HasOtherActiveAdminAsync(UserAccount user, CancellationToken ct)
    {
        var admins = await ListAsync(
            userManager
                .Users.Where(other => other.IsAdmin && !other.IsDisabled && other.TenantId == user.TenantId)
                .OrderBy(user => user.NormalizedUserName)
                .Take(2),
            ct
        );
        return admins.Any(admin => UserId.From(admin.Id.ToString()!) != user.Id);
    }

    /// <summary>
    /// By the store and not by the manager, which would validate the whole user again: what was provisioned is as it is.
    /// </summary>
    private async Task<bool> TryChangeAsync(UserId id, Action<TUser> change, CancellationToken ct)
    {
        if (await store.FindByIdAsync(id.Value, ct) is not { } user)
        {
            return false;
        }

        change(user);
        user.SecurityStamp = Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
        _loaded[id] = user;
        return (await store.UpdateAsync(user, ct)).Succeeded;
    }

    /// <summary>Addresses have ids in them: what can't be a key of this host is nobody's.</summary>
    private async Task<TUser?> FindByIdAsync(UserId id)
    {
        try
        {
            return await userManager.FindByIdAsync(id.Value);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private UserAccount ToAccount(TUser user)
    {
        var id = UserId.From(user.Id.ToString()!);
        _loaded[id] = user;
        return new UserAccount
        {
            Id = id,
            TenantId = user.TenantId,
            UserName = user.UserName ?? "",
            Email = user.Email,
            EmailConfirmed = user.EmailConfirmed,
            IsDisabled = user.IsDisabled,
            IsAdmin = user.IsAdmin,
            CreatedAt = user.CreatedAt,
        };
    }

    /// <summary>Reads a query of Identity's store asynchronously where it can, without knowing which store that is.</summary>
    private static async Task<List<TUser>> ListAsync(IQueryable<TUser> query, CancellationToken ct)
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
