using Microsoft.EntityFrameworkCore;

namespace IdpMfa.Server.Data.MySql;

/// <summary>The server's data in MariaDB or MySQL.</summary>
public sealed class MySqlServerDbContext(DbContextOptions<MySqlServerDbContext> options) : ServerDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        // Ordinal, whatever the server's default is: names are compared in their normalised form, and ids by their bytes.
        builder.HasCharSet("utf8mb4", DelegationModes.ApplyToAll);
        builder.UseCollation("utf8mb4_bin", DelegationModes.ApplyToAll);
    }
}
