using System.Text;
using IdpMfa.IntegrationTests.Hosting;
using IdpMfa.Server.Data;
using IdpMfa.Server.Data.Sqlite;
using IdpMfa.Server.Hosting;
using IdpMfa.Server.Provisioning;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace IdpMfa.IntegrationTests.Provisioning;

/// <summary>A server that was built and not started, on an empty database in a folder of its own.</summary>
public sealed class ProvisionedDatabase : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("idpmfa-").FullName;
    private readonly WriteCounter _writes = new();
    private WebApplication _app = null!;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));

    /// <summary>How many rows were written since the last call.</summary>
    internal int TakeWrites() => _writes.Take();

    public async ValueTask InitializeAsync()
    {
        _app = await ServerHost.BuildAsync(
            [
                "--environment=Production",
                $"--ConnectionStrings:IdpMfa=Data Source={Path.Combine(_folder, "idp.db")}",
                "--IdpMfa:Issuer=https://login.example.com",
            ],
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton<TimeProvider>(Clock);
                builder.Services.ConfigureDbContext<SqliteServerDbContext>(options => options.AddInterceptors(_writes));
            },
            TestContext.Current.CancellationToken
        );
        TakeWrites();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        DatabaseFile.Release(Path.Combine(_folder, "idp.db"));
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

    /// <summary>The database's files, byte by byte.</summary>
    internal async Task<string> ReadAllTextAsync()
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(_folder, "idp.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            text.Append(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        return text.ToString();
    }

    internal async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _app.Services.CreateAsyncScope();
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
