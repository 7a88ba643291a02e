using IdpMfa.Core.SetUp;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Contracts;

public abstract class EnrolmentPassStoreContract : StoreContract
{
    [Fact]
    public async Task What_was_added_is_found_as_it_was()
    {
        var added = await AddAsync(await Stores.AddUserAsync(), Now);

        var stored = await FindAsync(added.UserId);

        Assert.Equal(
            (added.Id, added.UserId, added.HashVersion, added.IssuedAt, added.ExpiresAt, added.UsedAt),
            (stored!.Id, stored.UserId, stored.HashVersion, stored.IssuedAt, stored.ExpiresAt, stored.UsedAt)
        );
        Assert.Equal(added.Hash, stored.Hash);
    }

    [Fact]
    public async Task A_newer_pass_ends_the_older_and_leaves_other_users()
    {
        var (alice, bob) = (await Stores.AddUserAsync(), await Stores.AddUserAsync());
        var older = await AddAsync(alice, Now);
        var others = await AddAsync(bob, Now);
        var newer = await AddAsync(alice, Now.AddSeconds(1));

        Assert.Equal(newer.Id, (await FindAsync(alice))!.Id);
        Assert.False(await ConsumeAsync(older, Now));
        Assert.True(await ConsumeAsync(others, Now));
    }

    [Fact]
    public async Task Of_many_simultaneous_uses_exactly_one_succeeds()
    {
        var pass = await AddAsync(await Stores.AddUserAsync(), Now);

        var successes = await Stores.CountSuccessesAtOnceAsync(
            Requests,
            scope => scope.EnrolmentPasses.TryConsumeAsync(pass.Id, Now, Ct)
        );

        Assert.Equal(1, successes);
        Assert.Equal(Now, (await FindAsync(pass.UserId))!.UsedAt);
    }

    [Fact]
    public async Task An_expired_pass_is_not_used()
    {
        var pass = await AddAsync(await Stores.AddUserAsync(), Now);

        Assert.False(await ConsumeAsync(pass, pass.ExpiresAt));
        Assert.True(await ConsumeAsync(pass, pass.ExpiresAt.AddTicks(-1)));
    }

    [Fact]
    public async Task Who_has_none_has_none_to_find() => Assert.Null(await FindAsync(await Stores.AddUserAsync()));

    private async Task<StoredEnrolmentPass> AddAsync(UserId user, DateTimeOffset now)
    {
        var pass = new StoredEnrolmentPass
        {
            Id = Guid.CreateVersion7(),
            UserId = user,
            Hash = EnrolmentPassHash.Compute(user, EnrolmentPass.CreateRandom()),
            HashVersion = EnrolmentPassHash.CurrentVersion,
            IssuedAt = now,
            ExpiresAt = now + EnrolmentPass.Lifetime,
        };
        await Stores.RunAsync(scope => scope.EnrolmentPasses.ReplaceAsync(pass, Ct));
        return pass;
    }

    private Task<StoredEnrolmentPass?> FindAsync(UserId user) =>
        Stores.RunAsync(scope => scope.EnrolmentPasses.FindAsync(user, Ct));

    private Task<bool> ConsumeAsync(StoredEnrolmentPass pass, DateTimeOffset now) =>
        Stores.RunAsync(scope => scope.EnrolmentPasses.TryConsumeAsync(pass.Id, now, Ct));
}
