using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace IdpMfa.Server.Data.MySql;

/// <summary>For <c>dotnet ef</c> only, which needs the model and no database.</summary>
internal sealed class MySqlDesignTimeFactory : IDesignTimeDbContextFactory<MySqlServerDbContext>
{
    private static readonly ServerVersion Oldest = new MariaDbServerVersion(new Version(10, 6));

    public MySqlServerDbContext CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<MySqlServerDbContext>()
                .UseMySql("Server=design-time;Database=idpmfa", Oldest)
                .Options
        );
}
