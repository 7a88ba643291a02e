namespace IdpMfa.Core.Audit;

/// <summary>Where security decisions are written down.</summary>
public interface IAuditLog
{
    /// <summary>Appends an event. Within a unit of work it commits with it.</summary>
    Task AppendAsync(AuditEvent auditEvent, CancellationToken ct);
}
