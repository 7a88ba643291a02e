using System.Data.Common;
using System.Globalization;
using IdpMfa.IntegrationTests.Hosting;

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

    /// <summary>What nodes write in the background, whatever is asked of them.</summary>
    private static readonly string[] OfTheCluster = ["MfaLeases"];

    public static async Task<string> TakeAsync(IdpHost host, params string[] exceptTables)
    {
        await using var db = await TestDatabase.OpenAsync(host.Folder, Ct);
        var lines = new List<string>();
        foreach (var table in await ReadAsync(db, TestDatabase.ListTables))
        {
            if (!exceptTables.Concat(OfTheCluster).Contains(table))
            {
                var rows = await ReadAsync(db, $"SELECT * FROM {TestDatabase.Quote(table)}");
                lines.AddRange(rows.Select(row => $"{table}: {row}"));
            }
        }

        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    /// <summary>Whether a text stands anywhere in the database, or in what a file of it has left over of earlier rows.</summary>
    public static async Task<bool> HoldsAsync(IdpHost host, string text)
    {
        var sought = System.Text.Encoding.UTF8.GetBytes(text);
        return (await TakeAsync(host)).Contains(text, StringComparison.Ordinal)
            || Directory
                .GetFiles(host.Folder, "idpmfa.db*")
                .Any(file =>
                {
                    using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                    using var bytes = new MemoryStream();
                    stream.CopyTo(bytes);
                    return bytes.ToArray().AsSpan().IndexOf(sought) >= 0;
                });
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<List<string>> ReadAsync(DbConnection db, string sql)
    {
        await using var command = db.CreateCommand();
#pragma warning disable CA2100 // names of tables, out of the database itself
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var rows = new List<string>();
        while (await reader.ReadAsync(Ct))
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
