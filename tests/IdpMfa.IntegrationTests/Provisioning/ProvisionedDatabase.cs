using IdpMfa.Core;
using IdpMfa.EntityFrameworkCore;
using IdpMfa.Server.Configuration;
using IdpMfa.Server.Data;
using IdpMfa.Server.Data.Sqlite;
using IdpMfa.Server.Provisioning;
using IdpMfa.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IdpMfa.IntegrationTests.Provisioning;

/// <summary>An empty database in a folder of its own, and what provisioning needs around it.</summary>
public sealed class ProvisionedDatabase : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("idpmfa-").FullName;
    private readonly WriteCounter _writes = new();
    private ServiceProvider _services = null!;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));

    /// <summary>How many rows were written since the last call.</summary>
    internal int TakeWrites() => _writes.Take();

    public async ValueTask InitializeAsync()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddDbContext<SqliteServerDbContext>(options =>
            options
                .UseSqlite($"Data Source={Path.Combine(_folder, "idp.db")}")
                .UseOpenIddict<Guid>()
                .AddInterceptors(_writes)
        );
        services.AddScoped<ServerDbContext>(provider => provider.GetRequiredService<SqliteServerDbContext>());
        services.AddIdpMfaCore();
        services.AddIdpMfaEntityFrameworkStores<SqliteServerDbContext>();
        services.AddIdentityCore<ServerUser>().AddEntityFrameworkStores<SqliteServerDbContext>();
        services.AddIdpMfaIdentity<ServerUser, Guid>();
        services.AddIdpMfaWeb();
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services
            .AddOpenIddict()
            .AddCore(core =>
                core.UseEntityFrameworkCore().UseDbContext<SqliteServerDbContext>().ReplaceDefaultEntities<Guid>()
            );
        services.AddSingleton(Options.Create(new ServerOptions()));
        services.AddProvisioning();
        _services = services.BuildServiceProvider(validateScopes: true);

        await InScopeAsync(provider => provider.GetRequiredService<ServerDbContext>().Database.EnsureCreatedAsync());
        TakeWrites();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    internal async Task<ProvisioningOutcome.Applied> ApplyAsync(string json) =>
        Assert.IsType<ProvisioningOutcome.Applied>(await TryApplyAsync(json));

    internal async Task<IReadOnlyList<string>> FindProblemsAsync(string json) =>
        [
            .. Assert
                .IsType<ProvisioningOutcome.Refused>(await TryApplyAsync(json))
                .Problems.Select(problem => problem.ToString()),
        ];

    internal async Task<ProvisioningOutcome> TryApplyAsync(string json)
    {
        var file = Path.Combine(_folder, "idp.json");
        await File.WriteAllTextAsync(file, json, TestContext.Current.CancellationToken);
        return await RunAsync(file);
    }

    internal Task<ProvisioningOutcome> RunAsync(string file) =>
        InScopeAsync(provider =>
            provider
                .GetRequiredService<ProvisioningRun>()
                .ApplyAsync(file, "command_line", TestContext.Current.CancellationToken)
        );

    internal async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    internal Task<T> QueryAsync<T>(Func<ServerDbContext, Task<T>> query) =>
        InScopeAsync(provider => query(provider.GetRequiredService<ServerDbContext>()));

    internal Task<ServerUser> GetUserAsync(string userName) =>
        QueryAsync(db =>
            db.Users.AsNoTracking()
                .SingleAsync(user => user.UserName == userName, TestContext.Current.CancellationToken)
        );
}
