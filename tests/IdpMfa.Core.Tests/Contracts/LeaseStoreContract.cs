using IdpMfa.Core.Leases;

namespace IdpMfa.Core.Tests.Contracts;

/// <summary>What a lease store promises.</summary>
public abstract class LeaseStoreContract : StoreContract
{
    private static readonly DateTimeOffset Until = Now + TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Of_many_nodes_at_once_one_takes_it()
    {
        var taken = await Stores.CountSuccessesAtOnceAsync(
            Requests,
            scope => scope.Leases.TryTakeAsync(Lease.Pruning, Guid.CreateVersion7().ToString("N"), Now, Until, Ct)
        );

        Assert.Equal(1, taken);
    }

    [Fact]
    public async Task Its_node_renews_it_and_others_wait_until_it_is_over()
    {
        Assert.True(await TakeAsync("a", Now));
        Assert.True(await TakeAsync("a", Now + TimeSpan.FromSeconds(30)));
        Assert.False(await TakeAsync("b", Now + TimeSpan.FromSeconds(89)));
        Assert.True(await TakeAsync("b", Now + TimeSpan.FromSeconds(90)));
        Assert.False(await TakeAsync("a", Now + TimeSpan.FromSeconds(91)));
    }

    [Fact]
    public async Task What_is_given_up_is_taken_at_once_and_nobody_gives_up_anothers()
    {
        await TakeAsync("a", Now);
        await Stores.RunAsync(scope => scope.Leases.ReleaseAsync(Lease.Outbox, "b", Ct));
        Assert.False(await TakeAsync("b", Now));

        await Stores.RunAsync(scope => scope.Leases.ReleaseAsync(Lease.Outbox, "a", Ct));
        Assert.True(await TakeAsync("b", Now));
    }

    [Fact]
    public async Task Work_that_holds_the_same_name_comes_one_after_the_other()
    {
        var inside = 0;
        var most = 0;

        await Stores.CountSuccessesAtOnceAsync(
            Requests,
            scope =>
                scope.UnitOfWork.RunAsync(
                    async ct =>
                    {
                        await scope.Leases.HoldAsync(Lease.Names, ct);
                        most = Math.Max(most, Interlocked.Increment(ref inside));
                        await Task.Delay(1, ct);
                        Interlocked.Decrement(ref inside);
                        return Work<bool>.Commit(true);
                    },
                    Ct
                )
        );

        Assert.Equal(1, most);
    }

    private Task<bool> TakeAsync(string owner, DateTimeOffset now) =>
        Stores.RunAsync(scope =>
            scope.Leases.TryTakeAsync(Lease.Outbox, owner, now, now + TimeSpan.FromSeconds(60), Ct)
        );
}
