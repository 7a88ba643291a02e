using IdpMfa.Core.Audit;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed class MemoryAuditReader(MemoryConnection connection) : IAuditReader
{
    public Task<IReadOnlyList<AuditEvent>> ListAsync(AuditQuery query, CancellationToken ct) =>
        connection.ReadAsync<IReadOnlyList<AuditEvent>>(state => [.. Find(state.Audit, query).Take(query.Take)], ct);

    public async Task<int> DeleteBeforeAsync(DateTimeOffset before, int max, CancellationToken ct)
    {
        var deleted = 0;
        await connection.WriteAsync(
            state =>
            {
                var old = state.Audit.Where(e => e.At < before).Take(max).ToList();
                deleted = old.Count;
                return state with { Audit = state.Audit.RemoveRange(old) };
            },
            ct
        );
        return deleted;
    }

    private static IEnumerable<AuditEvent> Find(IEnumerable<AuditEvent> events, AuditQuery query)
    {
        var found = events
            .Where(e => query.TenantId is null || e.TenantId == query.TenantId)
            .Where(e => query.Code is null || e.Code == query.Code)
            .Where(e => query.Subject is null || e.Subject == query.Subject)
            .Where(e => query.From is null || e.At >= query.From)
            .Where(e => query.To is null || e.At < query.To)
            .Where(e => query.After is not { } after || IsBehind(e, after, query.OldestFirst));
        return query.OldestFirst
            ? found.OrderBy(e => e.At).ThenBy(e => e.Id)
            : found.OrderByDescending(e => e.At).ThenByDescending(e => e.Id);
    }

    private static bool IsBehind(AuditEvent e, AuditPosition after, bool oldestFirst)
    {
        var order = (e.At, e.Id).CompareTo((after.At, after.Id));
        return oldestFirst ? order > 0 : order < 0;
    }
}
