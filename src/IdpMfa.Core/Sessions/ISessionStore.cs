using IdpMfa.Core.Users;

namespace IdpMfa.Core.Sessions;

/// <summary>Sessions of browsers.</summary>
public interface ISessionStore
{
    Task AddAsync(Session session, CancellationToken ct);

    /// <summary>Finds a session by what the cookie carries; ended and expired ones are not found.</summary>
    Task<Session?> FindAliveAsync(string key, DateTimeOffset now, CancellationToken ct);

    /// <summary>Finds a session by its id, ended or not.</summary>
    Task<Session?> FindAsync(Guid id, CancellationToken ct);

    /// <summary>
    /// Gives a living session of this user a new key and new evidence; false where it has ended meanwhile.
    /// </summary>
    Task<bool> TryRaiseAsync(Session raised, CancellationToken ct);

    Task TouchAsync(Guid id, DateTimeOffset now, CancellationToken ct);

    /// <returns>Whether it was this call that ended it.</returns>
    Task<bool> TryEndAsync(Guid id, SessionEnd end, DateTimeOffset now, CancellationToken ct);

    /// <summary>Revokes every session of a user, and with them the refresh tokens.</summary>
    Task RevokeAllAsync(UserId user, DateTimeOffset now, CancellationToken ct);

    /// <summary>As <see cref="RevokeAllAsync"/>, but for one session.</summary>
    Task RevokeOthersAsync(UserId user, Guid keptId, DateTimeOffset now, CancellationToken ct);

    /// <summary>Gives a living session a new key and leaves all else; false where it has ended meanwhile.</summary>
    Task<bool> TryChangeKeyAsync(Guid id, string key, CancellationToken ct);
}
