using IdpMfa.Core;
using IdpMfa.Core.Tests.Contracts;
using IdpMfa.Core.Users;
using IdpMfa.EntityFrameworkCore;
using IdpMfa.IntegrationTests.Hosting;
using IdpMfa.Server.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IdpMfa.IntegrationTests.Stores;

/// <summary>The stores on a database of their own, as the contracts want to see them.</summary>
internal sealed class DatabaseStoreHarness : StoreHarness
{
    private static readonly Lazy<Task<string>> Migrated = new(MigrateAsync);

    private readonly string _folder;
    private readonly ServiceProvider _services;
    private readonly UserId? _onlyUser;

    private DatabaseStoreHarness(string folder, UserId? onlyUser, Action<IServiceCollection>? configure)
    {
        _folder = folder;
        _onlyUser = onlyUser;
        _services = Build(folder, configure);
    }

    /// <param name="onlyUser">The only user, where a test needs to know the id beforehand.</param>
    /// <param name="configure">Replaces ports.</param>
    public static async Task<StoreHarness> CreateAsync(
        UserId? onlyUser = null,
        Action<IServiceCollection>? configure = null
    )
    {
        var folder = CreateFolder();
        await TestDatabase.CopyAsync(await Migrated.Value, folder);
        return new DatabaseStoreHarness(folder, onlyUser, configure);
    }

    public override Task<StoreScope> CreateScopeAsync() =>
        Task.FromResult(new StoreScope(_services.CreateAsyncScope()));

    public override Task<UserId> AddUserAsync() => _onlyUser is { } only ? Task.FromResult(only) : base.AddUserAsync();

    public override async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        TestDatabase.Discard(_folder);
        Directory.Delete(_folder, recursive: true);
    }

    private static ServiceProvider Build(string folder, Action<IServiceCollection>? configure)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        TestDatabase.AddContext(services, folder);
        services.AddIdpMfaCore().AddIdpMfaEntityFrameworkStores<ServerDbContext>();
        configure?.Invoke(services);
        return services.BuildServiceProvider(validateScopes: true);
    }

    private static async Task<string> MigrateAsync()
    {
        var folder = CreateFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        await using var services = Build(folder, null);
        await using (var scope = services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<ServerDbContext>().Database.MigrateAsync();
        }

        TestDatabase.Release(folder);
        return folder;
    }

    private static string CreateFolder() => Directory.CreateTempSubdirectory("idpmfa-stores-").FullName;
}
