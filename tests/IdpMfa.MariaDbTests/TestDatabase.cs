using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Text;
using IdpMfa.Server.Configuration;
using IdpMfa.Server.Configuration.Sections;
using IdpMfa.Server.Data;
using IdpMfa.Server.Data.MySql;
using IdpMfa.Server.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MySqlConnector;

namespace IdpMfa.IntegrationTests.Hosting;

/// <summary>A test's own database, by the folder that the test has: here one of a MariaDB server. Used ones are used again.</summary>
internal static class TestDatabase
{
    private static readonly ConcurrentDictionary<string, string> Names = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, MySqlConnections> Pools = new(StringComparer.Ordinal);
    private static readonly ConcurrentBag<string> Free = [];
    private static int _count;

    public static string ListTables =>
        "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME";

    public static string Quote(string table) => $"`{table}`";

    public static string[] Configuration(string folder) =>
        ["--IdpMfa:Database:Provider=MySql", $"--ConnectionStrings:IdpMfa={ConnectionString(NameOf(folder))}"];

    public static async Task CopyAsync(string fromFolder, string toFolder)
    {
        var from = NameOf(fromFolder);
        var to = Free.TryTake(out var free) ? free : await CreateMigratedAsync();
        Names[toFolder] = to;

        await using var connection = await OpenAsync(fromFolder, CancellationToken.None);
        var copy = new StringBuilder("SET FOREIGN_KEY_CHECKS = 0;");
        await using (var list = connection.CreateCommand())
        {
            list.CommandText = ListTables;
            await using var reader = await list.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var table = reader.GetString(0);
                copy.Append(
                    CultureInfo.InvariantCulture,
                    $"CREATE TABLE IF NOT EXISTS {to}.`{table}` LIKE {from}.`{table}`; DELETE FROM {to}.`{table}`; INSERT INTO {to}.`{table}` SELECT * FROM {from}.`{table}`;"
                );
            }
        }

        await ExecuteAsync(connection, copy.ToString());
    }

    /// <summary>Nothing keeps a database of a server from being copied.</summary>
    public static void Release(string folder) => ArgumentNullException.ThrowIfNull(folder);

    public static void Discard(string folder)
    {
        if (Names.TryRemove(folder, out var name))
        {
            Free.Add(name);
        }
    }

    /// <summary>Gives several nodes one new database.</summary>
    public static void UseOne(IEnumerable<string> folders)
    {
        var name = Create();
        foreach (var folder in folders)
        {
            Names[folder] = name;
        }
    }

    public static void AddContext(IServiceCollection services, string folder) => AddContextOf(services, NameOf(folder));

    public static void Intercept(IServiceCollection services, string folder, IInterceptor interceptor)
    {
        Share(services, NameOf(folder));
        services.ConfigureDbContext<MySqlServerDbContext>(options => options.AddInterceptors(interceptor));
    }

    public static async Task<DbConnection> OpenAsync(string folder, CancellationToken ct)
    {
        var connection = new MySqlConnection(
            ConnectionString(NameOf(folder)) + ";Pooling=false;AllowUserVariables=true"
        );
        await connection.OpenAsync(ct);
        return connection;
    }

    private static string NameOf(string folder) => Names.GetOrAdd(folder, _ => Create());

    private static string ConnectionString(string name) =>
        $"Server=127.0.0.1;Port={MariaDbServer.Port};User ID=root;Database={name};Maximum Pool Size=60";

    private static string Create()
    {
        var name = $"test{Interlocked.Increment(ref _count)}";
        using var connection = new MySqlConnection(ConnectionString("mysql") + ";Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // a name of our own
        command.CommandText = $"CREATE DATABASE {name}";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
        return name;
    }

    private static async Task<string> CreateMigratedAsync()
    {
        var name = Create();
        var services = new ServiceCollection().AddLogging();
        AddContextOf(services, name);
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ServerDbContext>().Database.MigrateAsync();
        return name;
    }

    private static void AddContextOf(IServiceCollection services, string name)
    {
        services.AddDatabase(new DatabaseTarget(DatabaseProvider.MySql, ForStores(name), name, null));
        Share(services, name);
    }

    private static string ForStores(string name) =>
        ConnectionString(name) + ";UseAffectedRows=false;AllowUserVariables=true;ConnectionReset=false";

    /// <summary>One pool for each database, whichever test uses it: EF Core builds its services and the model once for each.</summary>
    private static void Share(IServiceCollection services, string name)
    {
        services.AddSingleton(Pools.GetOrAdd(name, _ => new MySqlConnections(ForStores(name))));
        services.ConfigureDbContext<MySqlServerDbContext>(options =>
            options.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning))
        );
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // names of tables, out of the database itself
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
