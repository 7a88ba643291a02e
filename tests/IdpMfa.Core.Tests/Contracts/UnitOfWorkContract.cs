using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Contracts;

public abstract class UnitOfWorkContract : StoreContract
{
    [Fact]
    public async Task What_is_committed_stays()
    {
        var user = await AddAsync();

        var result = await RunAsync(user, () => Work<string>.Commit("done"));

        Assert.Equal("done", result);
        Assert.Equal(1, await CountAsync(user));
    }

    [Fact]
    public async Task What_is_rolled_back_never_was()
    {
        var user = await AddAsync();

        var result = await RunAsync(user, () => Work<string>.RollBack("no"));

        Assert.Equal("no", result);
        Assert.Equal(0, await CountAsync(user));
    }

    [Fact]
    public async Task What_throws_is_rolled_back()
    {
        var user = await AddAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            RunAsync(user, () => throw new InvalidOperationException())
        );

        Assert.Equal(0, await CountAsync(user));
    }

    [Fact]
    public async Task After_a_rollback_the_same_scope_works_on()
    {
        var user = await AddAsync();

        await Stores.RunAsync(async scope =>
        {
            await scope.UnitOfWork.RunAsync(
                async ct => Work<bool>.RollBack(await scope.Attempts.TryChargePasswordAsync(user, 5, Now, ct)),
                Ct
            );
            await scope.UnitOfWork.RunAsync(
                async ct => Work<bool>.Commit(await scope.Attempts.TryChargePasswordAsync(user, 5, Now, ct)),
                Ct
            );
        });

        Assert.Equal(1, await CountAsync(user));
    }

    [Fact]
    public async Task Many_at_once_lose_nothing()
    {
        var user = await AddAsync();

        var committed = await Stores.CountSuccessesAtOnceAsync(
            Requests,
            scope =>
                scope.UnitOfWork.RunAsync(
                    async ct => Work<bool>.Commit(await scope.Attempts.TryChargePasswordAsync(user, 100, Now, ct)),
                    Ct
                )
        );

        Assert.Equal(Requests, committed);
        Assert.Equal(Requests, await CountAsync(user));
    }

    private async Task<UserId> AddAsync()
    {
        var user = await Stores.AddUserAsync();
        await Stores.RunAsync(scope => scope.Attempts.EnsureExistsAsync(user, Ct));
        return user;
    }

    /// <summary>Writes something, then ends as told.</summary>
    private Task<string> RunAsync(UserId user, Func<Work<string>> end) =>
        Stores.RunAsync(scope =>
            scope.UnitOfWork.RunAsync(
                async ct =>
                {
                    await scope.Attempts.TryChargePasswordAsync(user, 5, Now, ct);
                    return end();
                },
                Ct
            )
        );

    private async Task<int> CountAsync(UserId user) =>
        (await Stores.RunAsync(scope => scope.Attempts.FindAsync(user, Ct)))!.PasswordFailures;
}
