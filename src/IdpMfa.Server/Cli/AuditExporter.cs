using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using IdpMfa.Core.Audit;

namespace IdpMfa.Server.Cli;

/// <summary>Writes the audit log out, oldest first, a page at a time: its length doesn't matter.</summary>
internal sealed class AuditExporter(IAuditReader reader)
{
    private const int PageSize = 500;

    private static readonly string[] _columns =
    [
        "at",
        "code",
        "reason",
        "tenant",
        "subject",
        "actor",
        "client",
        "address",
        "detail",
        "id",
    ];

    private static readonly JsonSerializerOptions _json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // a file, not a page
    };

    public async Task WriteAsync(AuditExport export, TextWriter output, CancellationToken ct)
    {
        if (export.Format == AuditExportFormat.Csv)
        {
            await WriteLineAsync(output, string.Join(',', _columns));
        }

        var query = new AuditQuery
        {
            TenantId = export.TenantId,
            From = export.From,
            To = export.To,
            OldestFirst = true,
            Take = PageSize,
        };
        while (true)
        {
            var page = await reader.ListAsync(query, ct);
            foreach (var auditEvent in page)
            {
                await WriteLineAsync(output, ToLine(auditEvent, export.Format));
            }

            if (page.Count < PageSize)
            {
                await output.FlushAsync(ct);
                return;
            }

            query = query with { After = AuditPosition.Of(page[^1]) };
        }
    }

    // Both formats end lines the same way on every system.
    private static Task WriteLineAsync(TextWriter output, string line) => output.WriteAsync(line + "\n");

    private static string ToLine(AuditEvent auditEvent, AuditExportFormat format)
    {
        var values = Values(auditEvent);
        return format == AuditExportFormat.Csv
            ? string.Join(',', values.Select(CsvCell.Write))
            : JsonSerializer.Serialize(
                _columns.Zip(values).Where(pair => pair.Second is not null).ToDictionary(p => p.First, p => p.Second),
                _json
            );
    }

    private static string?[] Values(AuditEvent auditEvent) =>
        [
            auditEvent.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            auditEvent.Code,
            auditEvent.Reason,
            auditEvent.TenantId,
            auditEvent.Subject?.Value,
            auditEvent.Actor,
            auditEvent.ClientId,
            auditEvent.Address,
            auditEvent.Detail,
            auditEvent.Id.ToString("D"),
        ];
}
