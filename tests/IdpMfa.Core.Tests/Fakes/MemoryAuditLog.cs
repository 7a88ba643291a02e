using IdpMfa.Core.Audit;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed class MemoryAuditLog(MemoryConnection connection) : IAuditLog
{
    public Task AppendAsync(AuditEvent auditEvent, CancellationToken ct) =>
        connection.WriteAsync(state => state with { Audit = state.Audit.Add(auditEvent) }, ct);
}
