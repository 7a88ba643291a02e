using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IdpMfa.Server.Data.Sqlite;

/// <summary>Writers wait for each other instead of failing.</summary>
internal sealed class SqliteConnectionSetUp : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA busy_timeout = 15000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
