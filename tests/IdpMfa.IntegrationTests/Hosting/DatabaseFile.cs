using Microsoft.Data.Sqlite;

namespace IdpMfa.IntegrationTests.Hosting;

/// <summary>A test's own SQLite file.</summary>
internal static class DatabaseFile
{
    /// <summary>
    /// Closes the idle connections to this file, so that it can be copied or deleted. Clearing all pools would close those of the
    /// tests that run beside this one.
    /// </summary>
    public static void Release(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path}");
        SqliteConnection.ClearPool(connection);
    }
}
