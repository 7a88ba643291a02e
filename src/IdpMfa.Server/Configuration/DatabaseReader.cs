using IdpMfa.Server.Configuration.Sections;
using Microsoft.Data.Sqlite;
using MySqlConnector;

namespace IdpMfa.Server.Configuration;

/// <summary>Reads provider and connection string. A connection string is never repeated: it may hold a password.</summary>
internal static class DatabaseReader
{
    private const string DefaultFile = "idpmfa.db";

    private const string MySqlExample = "Server=db1,db2;Database=idpmfa;User ID=idpmfa;Password=...";

    /// <summary>A statement that takes longer is given up: no request waits for it any more.</summary>
    private const uint CommandTimeoutSeconds = 15;

    private const uint ConnectTimeoutSeconds = 5;

    public static DatabaseTarget Read(SettingReader settings, DatabaseOptions database, ICollection<string> problems)
    {
        database.Provider =
            settings.Choice<DatabaseProvider>(ConfigurationKeys.DatabaseProvider) ?? DatabaseProvider.Sqlite;
        var text = settings.Text(ConfigurationKeys.ConnectionString);
        return database.Provider == DatabaseProvider.MySql
            ? ReadMySql(text, problems)
            : ReadSqlite(text ?? $"Data Source={DefaultFile}", problems);
    }

    private static DatabaseTarget ReadSqlite(string text, ICollection<string> problems)
    {
        if (Parse(() => new SqliteConnectionStringBuilder(text)) is not { DataSource.Length: > 0 } connection)
        {
            problems.Add(
                $"{ConfigurationKeys.ConnectionString} is not a SQLite connection string; write for example Data Source={DefaultFile}"
            );
            return new DatabaseTarget(DatabaseProvider.Sqlite, text, "", null);
        }

        if (IsNoFile(connection))
        {
            return new DatabaseTarget(DatabaseProvider.Sqlite, connection.ToString(), ":memory:", null);
        }

        connection.DataSource = Path.GetFullPath(connection.DataSource);
        var folder = Path.GetDirectoryName(connection.DataSource);
        if (!Directory.Exists(folder))
        {
            problems.Add(
                $"{ConfigurationKeys.ConnectionString}: there is no folder {folder} for the database; create it or write another path"
            );
        }

        return new DatabaseTarget(
            DatabaseProvider.Sqlite,
            connection.ToString(),
            connection.DataSource,
            connection.DataSource
        );
    }

    private static DatabaseTarget ReadMySql(string? text, ICollection<string> problems)
    {
        if (
            text is null
            || Parse(() => new MySqlConnectionStringBuilder(text))
                is not { Server.Length: > 0, Database.Length: > 0 } connection
        )
        {
            problems.Add(
                $"{ConfigurationKeys.ConnectionString} is not a connection string of MySQL with Server and Database; write for example "
                    + MySqlExample
            );
            return new DatabaseTarget(DatabaseProvider.MySql, "", "", null);
        }

        // What the stores rely on: rows found count, not rows changed, and a pooled connection stays as it was set up.
        connection.UseAffectedRows = false;
        connection.AllowUserVariables = true;
        connection.ConnectionReset = false;
        SetUnlessWritten("Connection Timeout", () => connection.ConnectionTimeout = ConnectTimeoutSeconds);
        SetUnlessWritten("Default Command Timeout", () => connection.DefaultCommandTimeout = CommandTimeoutSeconds);
        var place = $"{connection.Database} at {connection.Server}:{connection.Port}";
        return new DatabaseTarget(DatabaseProvider.MySql, connection.ConnectionString, place, null);

        void SetUnlessWritten(string key, Action set)
        {
            if (!connection.ContainsKey(key))
            {
                set();
            }
        }
    }

    private static T? Parse<T>(Func<T> parse)
        where T : class
    {
        try
        {
            return parse();
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            return null;
        }
    }

    private static bool IsNoFile(SqliteConnectionStringBuilder connection) =>
        connection.Mode == SqliteOpenMode.Memory
        || connection.DataSource == ":memory:"
        || connection.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase);
}
