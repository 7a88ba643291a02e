using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Tests.Contracts;

public abstract class InteractionStoreContract : StoreContract
{
    [Fact]
    public async Task What_was_added_is_found_as_it_was()
    {
        var added = await AddAsync();

        var stored = await FindAsync(added.Key, Now);

        Assert.Equal(
            (added.Key, added.ClientId, added.TenantId, added.Request),
            (stored!.Key, stored.ClientId, stored.TenantId, stored.Request)
        );
        Assert.Equal(
            (added.CreatedAt, added.ExpiresAt, added.CompletedAt),
            (stored.CreatedAt, stored.ExpiresAt, stored.CompletedAt)
        );
    }

    [Fact]
    public async Task An_unknown_one_is_neither_found_nor_completed()
    {
        Assert.Null(await FindAsync("unknown", Now));
        Assert.False(await CompleteAsync("unknown", Now));
    }

    [Fact]
    public async Task A_key_in_another_case_is_another_key()
    {
        var added = await AddAsync();

        Assert.Null(await FindAsync(added.Key.ToUpperInvariant(), Now));
    }

    [Fact]
    public async Task An_expired_one_is_neither_found_nor_completed()
    {
        var added = await AddAsync();

        Assert.NotNull(await FindAsync(added.Key, added.ExpiresAt.AddTicks(-1)));
        Assert.Null(await FindAsync(added.Key, added.ExpiresAt));
        Assert.False(await CompleteAsync(added.Key, added.ExpiresAt));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    [InlineData(60, false)]
    public async Task It_is_answered_once_and_again_for_a_double_click_only(int secondsLater, bool isRepeated)
    {
        var added = await AddAsync();

        Assert.True(await CompleteAsync(added.Key, Now));
        Assert.Equal(isRepeated, await CompleteAsync(added.Key, Now.AddSeconds(secondsLater)));
    }

    [Fact]
    public async Task Repeating_does_not_lengthen_the_time_for_it()
    {
        var added = await AddAsync();
        await CompleteAsync(added.Key, Now);
        await CompleteAsync(added.Key, Now.AddSeconds(9));

        Assert.Equal(Now, (await FindAsync(added.Key, Now))!.CompletedAt);
        Assert.False(await CompleteAsync(added.Key, Now.AddSeconds(11)));
    }

    [Fact]
    public async Task After_the_time_for_a_double_click_no_one_of_many_succeeds()
    {
        var added = await AddAsync();
        await CompleteAsync(added.Key, Now);

        var successes = await Stores.CountSuccessesAtOnceAsync(
            Requests,
            scope => scope.Interactions.TryCompleteAsync(added.Key, Now + DoubleClick.Window, Ct)
        );

        Assert.Equal(0, successes);
    }

    private async Task<Interaction> AddAsync()
    {
        var interaction = new Interaction
        {
            Key = "k" + Guid.CreateVersion7().ToString("N"),
            ClientId = "web",
            TenantId = "acme",
            Request = """{"client_id":"web"}""",
            ReturnPath = "/connect/authorize",
            CreatedAt = Now,
            ExpiresAt = Now + Interaction.Lifetime,
        };
        await Stores.RunAsync(scope => scope.Interactions.AddAsync(interaction, Ct));
        return interaction;
    }

    private Task<Interaction?> FindAsync(string key, DateTimeOffset now) =>
        Stores.RunAsync(scope => scope.Interactions.FindAsync(key, now, Ct));

    private Task<bool> CompleteAsync(string key, DateTimeOffset now) =>
        Stores.RunAsync(scope => scope.Interactions.TryCompleteAsync(key, now, Ct));
}
