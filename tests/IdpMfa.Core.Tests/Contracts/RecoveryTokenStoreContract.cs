using System.Security.Cryptography;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Contracts;

public abstract class RecoveryTokenStoreContract : StoreContract
{
    /// <summary>The race for one token; public so that a test can show that it is lost by a store that reads, then writes.</summary>
    public static async Task<int> CountUsesOfOneTokenAsync(StoreHarness stores, int requests)
    {
        ArgumentNullException.ThrowIfNull(stores);
        var tokens = await ReplaceAsync(stores, await stores.AddUserAsync(), count: 1);
        return await stores.CountSuccessesAtOnceAsync(
            requests,
            scope => scope.Tokens.TryConsumeAsync(tokens[0].Id, Now, Ct)
        );
    }

    [Fact]
    public async Task Of_many_simultaneous_uses_of_a_token_exactly_one_succeeds() =>
        Assert.Equal(1, await CountUsesOfOneTokenAsync(Stores, Requests));

    [Fact]
    public async Task A_token_is_used_once_and_the_first_use_stays_written()
    {
        var user = await Stores.AddUserAsync();
        var tokens = await ReplaceAsync(Stores, user, count: 2);

        Assert.True(await ConsumeAsync(tokens[0].Id, Now));
        Assert.False(await ConsumeAsync(tokens[0].Id, Now.AddMinutes(1)));

        var stored = await ListAsync(user);
        Assert.Equal(Now, stored.Single(token => token.Id == tokens[0].Id).UsedAt);
        Assert.Null(stored.Single(token => token.Id == tokens[1].Id).UsedAt);
    }

    [Fact]
    public async Task A_use_that_is_rolled_back_can_be_made_again()
    {
        var tokens = await ReplaceAsync(Stores, await Stores.AddUserAsync(), count: 1);
        await Stores.RunAsync(scope =>
            scope.UnitOfWork.RunAsync(
                async ct => Work<bool>.RollBack(await scope.Tokens.TryConsumeAsync(tokens[0].Id, Now, ct)),
                Ct
            )
        );

        Assert.True(await ConsumeAsync(tokens[0].Id, Now));
    }

    [Fact]
    public async Task A_new_issue_deletes_the_one_before_and_no_one_elses()
    {
        var (alice, bob) = (await Stores.AddUserAsync(), await Stores.AddUserAsync());
        var old = await ReplaceAsync(Stores, alice, count: 3);
        await ReplaceAsync(Stores, bob, count: 1);

        var issued = await ReplaceAsync(Stores, alice, count: 2);

        Assert.Equal(
            issued.Select(token => token.Id).Order(),
            (await ListAsync(alice)).Select(token => token.Id).Order()
        );
        Assert.Single(await ListAsync(bob));
        Assert.False(await ConsumeAsync(old[0].Id, Now));
    }

    [Fact]
    public async Task An_issue_of_nothing_deletes_all()
    {
        var user = await Stores.AddUserAsync();
        await ReplaceAsync(Stores, user, count: 2);

        await ReplaceAsync(Stores, user, count: 0);

        Assert.Empty(await ListAsync(user));
    }

    [Fact]
    public async Task What_was_issued_is_listed_as_it_was()
    {
        var user = await Stores.AddUserAsync();
        var issued = Assert.Single(await ReplaceAsync(Stores, user, count: 1));

        var stored = Assert.Single(await ListAsync(user));

        Assert.Equal(issued.Hash, stored.Hash);
        Assert.Equal(
            (issued.Id, issued.UserId, issued.HashVersion, issued.IssuedAt, issued.UsedAt),
            (stored.Id, stored.UserId, stored.HashVersion, stored.IssuedAt, stored.UsedAt)
        );
    }

    private static async Task<IReadOnlyList<StoredRecoveryToken>> ReplaceAsync(
        StoreHarness stores,
        UserId user,
        int count
    )
    {
        IReadOnlyList<StoredRecoveryToken> tokens =
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => new StoredRecoveryToken
                {
                    Id = Guid.CreateVersion7(),
                    UserId = user,
                    Hash = RandomNumberGenerator.GetBytes(RecoveryTokenHash.Length),
                    HashVersion = RecoveryTokenHash.CurrentVersion,
                    IssuedAt = Now,
                }),
        ];
        await stores.RunAsync(scope => scope.Tokens.ReplaceAllAsync(user, tokens, Ct));
        return tokens;
    }

    private Task<bool> ConsumeAsync(Guid token, DateTimeOffset now) =>
        Stores.RunAsync(scope => scope.Tokens.TryConsumeAsync(token, now, Ct));

    private Task<IReadOnlyList<StoredRecoveryToken>> ListAsync(UserId user) =>
        Stores.RunAsync(scope => scope.Tokens.ListAsync(user, Ct));
}
