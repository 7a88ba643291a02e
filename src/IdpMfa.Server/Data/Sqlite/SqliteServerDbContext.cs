using Microsoft.EntityFrameworkCore;

namespace IdpMfa.Server.Data.Sqlite;

/// <summary>The server's data in SQLite.</summary>
public sealed class SqliteServerDbContext(DbContextOptions<SqliteServerDbContext> options) : ServerDbContext(options);
