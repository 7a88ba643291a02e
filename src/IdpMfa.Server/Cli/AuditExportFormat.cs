namespace IdpMfa.Server.Cli;

internal enum AuditExportFormat
{
    /// <summary>RFC 4180, with a header; no cell begins a formula.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    Jsonl,
}
