using System.Data.Common;
using IdpMfa.Server.Configuration;
using IdpMfa.Server.Configuration.Sections;
using IdpMfa.Server.Data.Sqlite;
using IdpMfa.Server.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace IdpMfa.IntegrationTests.Hosting;

/// <summary>A test's own database, by the folder that the test has: here a SQLite file in it.</summary>
/// <remarks><c>IdpMfa.MariaDbTests</c> has these very tests with a class of the same name that speaks to a MariaDB server.</remarks>
internal static class TestDatabase
{
    /// <summary>What makes a server or a verb use it, as on the command line.</summary>
    public static string[] Configuration(string folder) => [$"--ConnectionStrings:IdpMfa=Data Source={PathIn(folder)}"];

    /// <summary>Copies what a server has migrated and provisioned; that server is stopped.</summary>
    public static Task CopyAsync(string fromFolder, string toFolder)
    {
        File.Copy(PathIn(fromFolder), PathIn(toFolder));
        return Task.CompletedTask;
    }

    /// <summary>Lets go of it, so that it can be copied: its server is stopped.</summary>
    public static void Release(string folder) => DatabaseFile.Release(PathIn(folder));

    /// <summary>Nobody needs it any more; the folder can be deleted.</summary>
    public static void Discard(string folder) => Release(folder);

    public static void AddContext(IServiceCollection services, string folder) =>
        services.AddDatabase(
            new DatabaseTarget(DatabaseProvider.Sqlite, $"Data Source={PathIn(folder)}", PathIn(folder), PathIn(folder))
        );

    /// <summary>Adds to a server that uses it.</summary>
    public static void Intercept(IServiceCollection services, string folder, IInterceptor interceptor) =>
        services.ConfigureDbContext<SqliteServerDbContext>(options => options.AddInterceptors(interceptor));

    /// <summary>A connection beside the server's.</summary>
    public static async Task<DbConnection> OpenAsync(string folder, CancellationToken ct)
    {
        var connection = new SqliteConnection($"Data Source={PathIn(folder)};Pooling=False");
        await connection.OpenAsync(ct);
        return connection;
    }

    /// <summary>Names its tables.</summary>
    public static string ListTables => "SELECT name FROM sqlite_master WHERE type = 'table'";

    public static string Quote(string table) => $"\"{table}\"";

    private static string PathIn(string folder) => Path.Combine(folder, "idpmfa.db");
}
