using IdpMfa.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal sealed class EfAuditLog<TContext>(TContext db, RequestOrigin origin) : IAuditLog
    where TContext : DbContext
{
    public Task AppendAsync(AuditEvent auditEvent, CancellationToken ct) =>
        db.InsertAsync(auditEvent with { Address = auditEvent.Address ?? origin.Address }, ct);
}
