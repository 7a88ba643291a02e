using IdpMfa.Core.Tests.Contracts;
using IdpMfa.Core.Users;
using Microsoft.Extensions.DependencyInjection;

namespace IdpMfa.Core.Tests.Fakes;

/// <summary>The fakes, as the contracts want to see them.</summary>
/// <param name="user">The only user, where a test needs to know the id beforehand.</param>
/// <param name="configure">Replaces ports.</param>
internal sealed class MemoryStoreHarness(UserId? user = null, Action<IServiceCollection>? configure = null)
    : StoreHarness
{
    private readonly ServiceProvider _services = Build(configure);

    public override Task<StoreScope> CreateScopeAsync() =>
        Task.FromResult(new StoreScope(_services.CreateAsyncScope()));

    public override Task<UserId> AddUserAsync() => user is { } only ? Task.FromResult(only) : base.AddUserAsync();

    public override ValueTask DisposeAsync() => _services.DisposeAsync();

    private static ServiceProvider Build(Action<IServiceCollection>? configure)
    {
        var services = new ServiceCollection().AddOptions().AddMemoryPorts();
        configure?.Invoke(services);
        return services.BuildServiceProvider(validateScopes: true);
    }
}
