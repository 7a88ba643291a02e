using IdpMfa.EntityFrameworkCore;
using IdpMfa.Server.Configuration;
using IdpMfa.Server.Configuration.Sections;
using IdpMfa.Server.Data;
using IdpMfa.Server.Data.MySql;
using IdpMfa.Server.Data.Sqlite;
using IdpMfa.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IdpMfa.Server.Hosting;

/// <summary>Database, key ring and users.</summary>
internal static class DataServices
{
    public static IServiceCollection AddData(this IServiceCollection services, ServerConfiguration configuration)
    {
        services.AddDatabase(configuration.Database);
        services.AddScoped<DatabaseMigrator>();
        services.AddIdpMfaEntityFrameworkStores<ServerDbContext>();

        var keyRing = services
            .AddDataProtection()
            .SetApplicationName("IdpMfa")
            .PersistKeysToDbContext<ServerDbContext>();
        if (configuration.KeyCertificate is { } certificate)
        {
            keyRing.ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
        }

        services.AddIdentityCore<ServerUser>().AddEntityFrameworkStores<ServerDbContext>();
        services.AddIdpMfaIdentity<ServerUser, Guid>();
        return services;
    }

    /// <summary>The context of the database's provider.</summary>
    internal static void AddDatabase(this IServiceCollection services, DatabaseTarget database)
    {
        if (database.Provider == DatabaseProvider.MySql)
        {
            services.AddSingleton(_ => new MySqlConnections(database.ConnectionString));
            services.AddSingleton<IStartTurn, MySqlStartTurn>();
            services.AddDbContext<ServerDbContext, MySqlServerDbContext>(
                (provider, options) =>
                {
                    var connections = provider.GetRequiredService<MySqlConnections>();
                    options
                        .UseMySql(
                            connections.Source,
                            connections.Version,
                            mysql => mysql.ExecutionStrategy(dependencies => new MySqlRetries(dependencies))
                        )
                        .ReplaceService<IHistoryRepository, MySqlHistory>();
                }
            );
            return;
        }

        services.AddSingleton<IStartTurn, SqliteStartTurn>();
        services.AddDbContext<ServerDbContext, SqliteServerDbContext>(options =>
            options
                .UseSqlite(database.ConnectionString)
                .AddInterceptors(new SqliteConnectionSetUp())
                // SQLite changes a table by making it anew, with foreign keys off meanwhile; nobody can do anything about it.
                .ConfigureWarnings(warnings =>
                    warnings.Ignore(RelationalEventId.NonTransactionalMigrationOperationWarning)
                )
        );
    }
}
