using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Contracts;

/// <summary>What a contract needs of the stores under test. Stores may hold other rows; every test brings its own users.</summary>
public abstract class StoreHarness : IAsyncDisposable
{
    /// <summary>Opens the ports as one request has them: a scope, and with a database a connection, of its own.</summary>
    public abstract Task<StoreScope> CreateScopeAsync();

    /// <summary>Makes a user that no other test has. Stores that demand a row for every user add it here.</summary>
    public virtual Task<UserId> AddUserAsync() => Task.FromResult(UserId.From(Guid.CreateVersion7().ToString("N")));

    public abstract ValueTask DisposeAsync();

    /// <summary>Runs something in a scope of its own.</summary>
    public async Task<T> RunAsync<T>(Func<StoreScope, Task<T>> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        await using var scope = await CreateScopeAsync();
        return await run(scope);
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public async Task RunAsync(Func<StoreScope, Task> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        await using var scope = await CreateScopeAsync();
        await run(scope);
    }

    /// <summary>Many requests at the same moment, each in its own scope.</summary>
    /// <returns>How many were told true.</returns>
    public async Task<int> CountSuccessesAtOnceAsync(int requests, Func<StoreScope, Task<bool>> request)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, requests).Select(_ => Task.Run(() => RunAsync(request))));
        return answers.Count(isTrue => isTrue);
    }
}
