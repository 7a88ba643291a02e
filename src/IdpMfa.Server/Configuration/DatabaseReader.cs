using IdpMfa.Server.Configuration.Sections;
using Microsoft.Data.Sqlite;

namespace IdpMfa.Server.Configuration;

/// <summary>Reads provider and connection string. A connection string is never repeated: it may hold a password.</summary>
internal static class DatabaseReader
{
    private const string DefaultFile = "idpmfa.db";

    public static (string ConnectionString, string? FilePath) Read(
        SettingReader settings,
        DatabaseOptions database,
        ICollection<string> problems
    )
    {
        database.Provider =
            settings.Choice<DatabaseProvider>(ConfigurationKeys.DatabaseProvider) ?? DatabaseProvider.Sqlite;
        var text = settings.Text(ConfigurationKeys.ConnectionString) ?? $"Data Source={DefaultFile}";

        if (database.Provider == DatabaseProvider.MySql)
        {
            problems.Add(
                $"{ConfigurationKeys.DatabaseProvider} is MySql, which comes with a later version; write Sqlite"
            );
            return (text, null);
        }

        if (TryParse(text) is not { } connection)
        {
            problems.Add(
                $"{ConfigurationKeys.ConnectionString} is not a SQLite connection string; write for example Data Source={DefaultFile}"
            );
            return (text, null);
        }

        if (IsNoFile(connection))
        {
            return (connection.ToString(), null);
        }

        connection.DataSource = Path.GetFullPath(connection.DataSource);
        var folder = Path.GetDirectoryName(connection.DataSource);
        if (!Directory.Exists(folder))
        {
            problems.Add(
                $"{ConfigurationKeys.ConnectionString}: there is no folder {folder} for the database; create it or write another path"
            );
        }

        return (connection.ToString(), connection.DataSource);
    }

    private static SqliteConnectionStringBuilder? TryParse(string text)
    {
        try
        {
            var connection = new SqliteConnectionStringBuilder(text);
            return connection.DataSource.Length > 0 ? connection : null;
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
