using IdpMfa.Core.Users;

namespace IdpMfa.Core.Sessions;

/// <summary>The browsers in which users have signed in.</summary>
public interface IKnownBrowserStore
{
    /// <returns>False where the user was not seen with this browser.</returns>
    Task<bool> TryTouchAsync(UserId user, byte[] hash, DateTimeOffset now, CancellationToken ct);

    /// <summary>Whether the user was seen with any browser.</summary>
    Task<bool> AnyAsync(UserId user, CancellationToken ct);

    Task AddAsync(KnownBrowser browser, CancellationToken ct);
}
