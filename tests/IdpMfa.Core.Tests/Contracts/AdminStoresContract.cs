using IdpMfa.Core.Administration;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Contracts;

/// <summary>The links of recover-admin, the canary, and reading many users' states.</summary>
public abstract class AdminStoresContract : StoreContract
{
    [Fact]
    public async Task A_link_is_found_by_its_hash_and_a_newer_one_ends_it()
    {
        var user = await Stores.AddUserAsync();
        var older = await AddAsync(user);
        var found = await FindAsync(older);
        var newer = await AddAsync(user);

        Assert.Equal((older.Id, older.UserId, older.ExpiresAt), (found!.Id, found.UserId, found.ExpiresAt));
        Assert.Null(await FindAsync(older));
        Assert.NotNull(await FindAsync(newer));
    }

    [Fact]
    public async Task Of_many_simultaneous_uses_of_a_link_exactly_one_succeeds()
    {
        var link = await AddAsync(await Stores.AddUserAsync());

        Assert.Equal(
            1,
            await Stores.CountSuccessesAtOnceAsync(
                Requests,
                scope => scope.AdminRecoveries.TryConsumeAsync(link.Id, Now, Ct)
            )
        );
        Assert.False(await Stores.RunAsync(scope => scope.AdminRecoveries.TryChargeAsync(link.Id, Now, Ct)));
    }

    [Fact]
    public async Task A_link_is_tried_no_more_often_than_it_may_however_many_come_at_once()
    {
        var link = await AddAsync(await Stores.AddUserAsync());

        Assert.Equal(
            StoredAdminRecovery.MaxTries,
            await Stores.CountSuccessesAtOnceAsync(
                Requests,
                scope => scope.AdminRecoveries.TryChargeAsync(link.Id, Now, Ct)
            )
        );
    }

    [Fact]
    public async Task An_expired_link_is_neither_tried_nor_used()
    {
        var link = await AddAsync(await Stores.AddUserAsync());

        Assert.False(await Stores.RunAsync(scope => scope.AdminRecoveries.TryChargeAsync(link.Id, link.ExpiresAt, Ct)));
        Assert.False(
            await Stores.RunAsync(scope => scope.AdminRecoveries.TryConsumeAsync(link.Id, link.ExpiresAt, Ct))
        );
    }

    [Fact]
    public async Task The_first_canary_stays()
    {
        await Stores.RunAsync(scope => scope.Canaries.AddAsync(Canary("first"), Ct));
        await Stores.RunAsync(scope => scope.Canaries.AddAsync(Canary("second"), Ct));

        Assert.Equal("first", (await Stores.RunAsync(scope => scope.Canaries.FindAsync(Ct)))!.Secret.Value);
    }

    [Fact]
    public async Task Everybody_asked_for_has_a_state_also_who_never_came()
    {
        var (alice, bob) = (await Stores.AddUserAsync(), UserId.From("nobody yet"));
        await Stores.RunAsync(scope => scope.Attempts.EnsureExistsAsync(alice, Ct));
        await Stores.RunAsync(scope => scope.Attempts.TryChargePasswordAsync(alice, 1, Now, Ct));
        await Stores.RunAsync(scope => scope.Attempts.TryLockAsync(alice, SignInStep.Password, 1, Now, Ct));

        var states = await Stores.RunAsync(scope => scope.UserStates.FindAsync([alice, bob, alice], Ct));

        Assert.Equal((true, false), (states[alice].IsLocked, states[bob].IsLocked));
        Assert.Equal((Now, null), (states[alice].SignIn!.LockedAt, states[bob].SignIn));
        Assert.Equal(
            (false, null, 0),
            (states[bob].HasFactor, states[bob].LastSignInAt, states[bob].RecoveryTokensLeft)
        );
    }

    [Fact]
    public async Task Ending_what_is_pending_leaves_a_lock()
    {
        var alice = await Stores.AddUserAsync();
        await Stores.RunAsync(scope => scope.Attempts.EnsureExistsAsync(alice, Ct));
        await Stores.RunAsync(scope => scope.Attempts.TryChargePasswordAsync(alice, 1, Now, Ct));
        await Stores.RunAsync(scope => scope.Attempts.TryLockAsync(alice, SignInStep.Password, 1, Now, Ct));
        var before = await Stores.RunAsync(scope => scope.Attempts.FindAsync(alice, Ct));

        await Stores.RunAsync(scope => scope.Attempts.MoveEpochAsync(alice, Ct));

        var after = await Stores.RunAsync(scope => scope.Attempts.FindAsync(alice, Ct));
        Assert.Equal((before!.Epoch + 1, before.LockedAt, 1), (after!.Epoch, after.LockedAt, after.PasswordFailures));
    }

    private static KeyCanary Canary(string secret) => new() { Secret = new ProtectedSecret(secret), PlantedAt = Now };

    private async Task<StoredAdminRecovery> AddAsync(UserId user)
    {
        var link = new StoredAdminRecovery
        {
            Id = Guid.CreateVersion7(),
            UserId = user,
            Hash = AdminRecoveryToken.CreateRandom().Hash(),
            HashVersion = AdminRecoveryToken.HashVersion,
            IssuedAt = Now,
            ExpiresAt = Now + AdminRecoveryToken.Lifetime,
        };
        await Stores.RunAsync(scope => scope.AdminRecoveries.ReplaceAsync(link, Ct));
        return link;
    }

    private Task<StoredAdminRecovery?> FindAsync(StoredAdminRecovery link) =>
        Stores.RunAsync(scope => scope.AdminRecoveries.FindAsync(link.Hash, Ct));
}
