using System.Globalization;
using IdpMfa.IntegrationTests.Hosting;
using Microsoft.Data.Sqlite;

namespace IdpMfa.IntegrationTests.Attacks;

/// <summary>Everything that the database holds, as text: equal snapshots mean that nothing was changed.</summary>
internal static class DatabaseSnapshot
{
    /// <summary>What opening a page may write: who waits for what.</summary>
    public static readonly string[] OfPages = ["MfaPendingSignIns", "MfaInteractions"];

    /// <summary>What a wish for a mail may write, which anybody may utter.</summary>
    public static readonly string[] OfMails =
    [
        "MfaMailAllowances",
        "MfaMailLinks",
        "MfaMailRequests",
        "MfaOutboxMails",
    ];

    public static async Task<string> TakeAsync(IdpHost host, params string[] exceptTables)
    {
        await using var db = new SqliteConnection($"Data Source={PathOf(host)};Pooling=False");
        await db.OpenAsync(TestContext.Current.CancellationToken);
        var lines = new List<string>();
        foreach (var table in await ReadAsync(db, "SELECT name FROM sqlite_master WHERE type = 'table'"))
        {
            if (!exceptTables.Contains(table))
            {
                lines.AddRange((await ReadAsync(db, $"SELECT * FROM \"{table}\"")).Select(row => $"{table}: {row}"));
            }
        }

        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    /// <summary>Whether a text stands anywhere in the database's files.</summary>
    public static bool IsInFiles(IdpHost host, string text)
    {
        var sought = System.Text.Encoding.UTF8.GetBytes(text);
        return Directory
            .GetFiles(host.Folder, "idpmfa.db*")
            .Any(file =>
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                return bytes.ToArray().AsSpan().IndexOf(sought) >= 0;
            });
    }

    private static string PathOf(IdpHost host) => Path.Combine(host.Folder, "idpmfa.db");

    private static async Task<List<string>> ReadAsync(SqliteConnection db, string sql)
    {
        await using var command = db.CreateCommand();
#pragma warning disable CA2100 // names of tables, out of the database itself
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Show(reader.GetValue(i)))));
        }

        return rows;
    }

    private static string Show(object value) =>
        value is byte[] bytes
            ? Convert.ToHexString(bytes)
            : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
