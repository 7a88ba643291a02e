using IdpMfa.Core.Sessions;
using IdpMfa.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal sealed class EfSessionStore<TContext>(TContext db, IOptions<SessionOptions> options) : ISessionStore
    where TContext : DbContext
{
    private DbSet<Session> Sessions => db.Set<Session>();

    public Task AddAsync(Session session, CancellationToken ct) => db.InsertAsync(session, ct);

    public async Task<Session?> FindAliveAsync(string key, DateTimeOffset now, CancellationToken ct)
    {
        var found = await Sessions.AsNoTracking().FirstOrDefaultAsync(session => session.Key == key, ct);

        // A database may ignore case.
        return
            found is not null
            && string.Equals(found.Key, key, StringComparison.Ordinal)
            && SessionPolicy.IsAlive(found, options.Value.IdleTimeout, now)
            ? found
            : null;
    }

    public Task<Session?> FindAsync(Guid id, CancellationToken ct) =>
        Sessions.AsNoTracking().FirstOrDefaultAsync(session => session.Id == id, ct);

    public async Task<bool> TryRaiseAsync(Session raised, CancellationToken ct) =>
        await Sessions
            .Where(session => session.Id == raised.Id && session.UserId == raised.UserId && session.EndedAt == null)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(session => session.Key, raised.Key)
                        .SetProperty(session => session.SeenAt, raised.SeenAt)
                        .SetProperty(session => session.ExpiresAt, raised.ExpiresAt)
                        .SetProperty(session => session.AuthenticationId, raised.AuthenticationId)
                        .SetProperty(session => session.PasswordAt, raised.PasswordAt)
                        .SetProperty(session => session.InteractionKey, raised.InteractionKey)
                        .SetProperty(session => session.SecondFactor, raised.SecondFactor)
                        .SetProperty(session => session.SecondFactorAt, raised.SecondFactorAt)
                        .SetProperty(session => session.FactorId, raised.FactorId)
                        .SetProperty(session => session.SetUpPutOffAt, raised.SetUpPutOffAt),
                ct
            ) == 1;

    public Task TouchAsync(Guid id, DateTimeOffset now, CancellationToken ct) =>
        Sessions
            .Where(session => session.Id == id && session.SeenAt < now)
            .ExecuteUpdateAsync(row => row.SetProperty(session => session.SeenAt, now), ct);

    public async Task<bool> TryEndAsync(Guid id, SessionEnd end, DateTimeOffset now, CancellationToken ct) =>
        await EndAsync(Sessions.Where(session => session.Id == id && session.EndedAt == null), end, now, ct) == 1;

    // Also those that ended by themselves: their refresh tokens with offline_access still live.
    public Task RevokeAllAsync(UserId user, DateTimeOffset now, CancellationToken ct) =>
        EndAsync(
            Sessions.Where(session => session.UserId == user && session.EndedBy != SessionEnd.Revoked),
            SessionEnd.Revoked,
            now,
            ct
        );

    public Task RevokeOthersAsync(UserId user, Guid keptId, DateTimeOffset now, CancellationToken ct) =>
        EndAsync(
            Sessions.Where(session =>
                session.UserId == user && session.Id != keptId && session.EndedBy != SessionEnd.Revoked
            ),
            SessionEnd.Revoked,
            now,
            ct
        );

    public async Task<bool> TryChangeKeyAsync(Guid id, string key, CancellationToken ct) =>
        await Sessions
            .Where(session => session.Id == id && session.EndedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(session => session.Key, key), ct) == 1;

    private static Task<int> EndAsync(
        IQueryable<Session> sessions,
        SessionEnd end,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        sessions.ExecuteUpdateAsync(
            row =>
                row.SetProperty(session => session.EndedAt, session => session.EndedAt ?? now)
                    .SetProperty(session => session.EndedBy, end),
            ct
        );
}
