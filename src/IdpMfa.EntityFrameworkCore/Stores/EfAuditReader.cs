using IdpMfa.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal sealed class EfAuditReader<TContext>(TContext db) : IAuditReader
    where TContext : DbContext
{
    private DbSet<AuditEvent> Events => db.Set<AuditEvent>();

    public async Task<IReadOnlyList<AuditEvent>> ListAsync(AuditQuery query, CancellationToken ct)
    {
        var events = Filter(Events.AsNoTracking(), query);
        var ordered = query.OldestFirst
            ? events.OrderBy(e => e.At).ThenBy(e => e.Id)
            : events.OrderByDescending(e => e.At).ThenByDescending(e => e.Id);
        return await ordered.Take(query.Take).ToListAsync(ct);
    }

    public async Task<int> DeleteBeforeAsync(DateTimeOffset before, int max, CancellationToken ct)
    {
        // Two statements: MariaDB takes no LIMIT in a subquery.
        var ids = await Events.Where(e => e.At < before).OrderBy(e => e.At).Select(e => e.Id).Take(max).ToListAsync(ct);
        return ids.Count == 0 ? 0 : await Events.Where(e => ids.Contains(e.Id)).ExecuteDeleteAsync(ct);
    }

    private static IQueryable<AuditEvent> Filter(IQueryable<AuditEvent> events, AuditQuery query)
    {
        if (query.TenantId is { } tenant)
        {
            events = events.Where(e => e.TenantId == tenant);
        }

        if (query.Code is { } code)
        {
            events = events.Where(e => e.Code == code);
        }

        if (query.Subject is { } subject)
        {
            events = events.Where(e => e.Subject == subject);
        }

        if (query.From is { } from)
        {
            events = events.Where(e => e.At >= from);
        }

        if (query.To is { } to)
        {
            events = events.Where(e => e.At < to);
        }

        if (query.After is not { } after)
        {
            return events;
        }

        return query.OldestFirst
            ? events.Where(e => e.At > after.At || (e.At == after.At && e.Id > after.Id))
            : events.Where(e => e.At < after.At || (e.At == after.At && e.Id < after.Id));
    }
}
