using IdpMfa.EntityFrameworkCore;
using IdpMfa.Server.Configuration;
using IdpMfa.Server.Data;
using IdpMfa.Server.Data.Sqlite;
using IdpMfa.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IdpMfa.Server.Hosting;

/// <summary>Database, key ring and users.</summary>
internal static class DataServices
{
    private const int MaxKeyLength = 128;

    public static IServiceCollection AddData(this IServiceCollection services, ServerConfiguration configuration)
    {
        services.AddDbContext<ServerDbContext, SqliteServerDbContext>(options =>
            options
                .UseSqlite(configuration.ConnectionString)
                .AddInterceptors(new SqliteConnectionSetUp())
                // SQLite changes a table by making it anew, with foreign keys off meanwhile; nobody can do anything about it.
                .ConfigureWarnings(warnings =>
                    warnings.Ignore(RelationalEventId.NonTransactionalMigrationOperationWarning)
                )
        );
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

        services
            .AddIdentityCore<ServerUser>(identity => identity.Stores.MaxLengthForKeys = MaxKeyLength)
            .AddEntityFrameworkStores<ServerDbContext>();
        services.AddIdpMfaIdentity<ServerUser, Guid>();
        return services;
    }
}
