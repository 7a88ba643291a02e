using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using MySqlConnector;

namespace IdpMfa.Server.Data.MySql;

/// <summary>The pool of connections to MariaDB or MySQL, and which of them it is.</summary>
internal sealed class MySqlConnections : IAsyncDisposable
{
    private readonly Lazy<ServerVersion> _version;

    public MySqlConnections(string connectionString)
    {
        var settings = new MySqlConnectionStringBuilder(connectionString);
        _version = new Lazy<ServerVersion>(
            () => ServerVersion.AutoDetect(settings.ConnectionString),
            LazyThreadSafetyMode.PublicationOnly // a server that was away is asked again
        );
        Source = new MySqlDataSourceBuilder(settings.ConnectionString).UseConnectionOpenedCallback(SetUpAsync).Build();
    }

    public MySqlDataSource Source { get; }

    /// <exception cref="MySqlException">The server can't be reached.</exception>
    public ServerVersion Version => _version.Value;

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    /// <summary>
    /// READ COMMITTED: what a unit of work reads behind the row that it holds is what is true now, and no gaps are locked. On
    /// Galera every statement waits until this node has what was committed on others: the next step of a flow may come to
    /// another node.
    /// </summary>
    private static async ValueTask SetUpAsync(MySqlConnectionOpenedContext context, CancellationToken ct)
    {
        if (!context.Conditions.HasFlag(MySqlConnectionOpenedConditions.New))
        {
            return;
        }

        await using var command = context.Connection.CreateCommand();
        command.CommandText = "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED; SHOW VARIABLES LIKE 'wsrep_on'";
        var isGalera = false;
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            isGalera = await reader.ReadAsync(ct) && reader.GetString(1) == "ON";
        }

        if (isGalera)
        {
            command.CommandText = "SET SESSION wsrep_sync_wait = 7";
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
