namespace IdpMfa.Server.Cli;

/// <summary>Which events an operator wants, and how.</summary>
/// <param name="Format">Csv or JSON lines.</param>
/// <param name="TenantId">Null: of all tenants, and of none.</param>
/// <param name="From">At this moment or later.</param>
/// <param name="To">Before this moment.</param>
internal sealed record AuditExport(
    AuditExportFormat Format,
    string? TenantId,
    DateTimeOffset? From,
    DateTimeOffset? To
);
