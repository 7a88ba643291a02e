using System.Runtime.CompilerServices;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.Users;
using Microsoft.Extensions.Options;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed class MemorySessionStore(MemoryConnection connection, IOptions<SessionOptions> options) : ISessionStore
{
    public Task AddAsync(Session session, CancellationToken ct) =>
        connection.WriteAsync(
            state =>
                state with
                {
                    Sessions = state.Sessions.Add(session.Id, new SessionRow(session, session.CreatedAt)),
                },
            ct
        );

    public Task<Session?> FindAliveAsync(string key, DateTimeOffset now, CancellationToken ct) =>
        connection.ReadAsync(
            state =>
                state
                    .Sessions.Values.Select(row => row.ToEntity())
                    .SingleOrDefault(session =>
                        string.Equals(session.Key, key, StringComparison.Ordinal)
                        && SessionPolicy.IsAlive(session, options.Value.IdleTimeout, now)
                    ),
            ct
        );

    public Task<Session?> FindAsync(Guid id, CancellationToken ct) =>
        connection.ReadAsync(state => state.Sessions.GetValueOrDefault(id)?.ToEntity(), ct);

    public Task<bool> TryRaiseAsync(Session raised, CancellationToken ct) =>
        TryUpdateAsync(
            raised.Id,
            row => row.EndedAt is null && row.Proved.UserId == raised.UserId,
            row => new SessionRow(raised, row.CreatedAt),
            ct
        );

    public Task TouchAsync(Guid id, DateTimeOffset now, CancellationToken ct) =>
        TryUpdateAsync(id, row => row.SeenAt < now, row => row with { SeenAt = now }, ct);

    public Task<bool> TryEndAsync(Guid id, SessionEnd end, DateTimeOffset now, CancellationToken ct) =>
        TryUpdateAsync(id, row => row.EndedAt is null, row => row with { EndedAt = now, EndedBy = end }, ct);

    public Task RevokeAllAsync(UserId user, DateTimeOffset now, CancellationToken ct) =>
        RevokeOthersAsync(user, Guid.Empty, now, ct);

    public Task<bool> TryChangeKeyAsync(Guid id, string key, CancellationToken ct) =>
        TryUpdateAsync(id, row => row.EndedAt is null, row => row with { NewKey = key }, ct);

    public Task RevokeOthersAsync(UserId user, Guid keptId, DateTimeOffset now, CancellationToken ct) =>
        connection.WriteAsync(
            state =>
                state with
                {
                    Sessions = state.Sessions.SetItems(
                        state
                            .Sessions.Where(entry => entry.Value.Proved.UserId == user && entry.Key != keptId)
                            .Select(entry =>
                                KeyValuePair.Create(
                                    entry.Key,
                                    entry.Value with
                                    {
                                        EndedAt = entry.Value.EndedAt ?? now,
                                        EndedBy = SessionEnd.Revoked,
                                    }
                                )
                            )
                    ),
                },
            ct
        );

    private Task<bool> TryUpdateAsync(
        Guid id,
        Func<SessionRow, bool> condition,
        Func<SessionRow, SessionRow> change,
        CancellationToken ct,
        [CallerMemberName] string method = ""
    ) =>
        connection.TryWriteAsync(
            state =>
                state.Sessions.GetValueOrDefault(id) is { } row && condition(row)
                    ? state with
                    {
                        Sessions = state.Sessions.SetItem(id, change(row)),
                    }
                    : null,
            ct,
            method
        );
}
