using IdpMfa.Core.Sessions;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed class MemoryKnownBrowserStore(MemoryConnection connection) : IKnownBrowserStore
{
    public Task<bool> TryTouchAsync(UserId user, byte[] hash, DateTimeOffset now, CancellationToken ct) =>
        connection.TryWriteAsync(
            state =>
                state.Browsers.GetValueOrDefault((user, Convert.ToHexString(hash))) is { } known
                    ? state with
                    {
                        Browsers = state.Browsers.SetItem(
                            (user, Convert.ToHexString(hash)),
                            new KnownBrowser
                            {
                                UserId = user,
                                Hash = hash,
                                FirstSeenAt = known.FirstSeenAt,
                                LastSeenAt = now,
                            }
                        ),
                    }
                    : null,
            ct
        );

    public Task<bool> AnyAsync(UserId user, CancellationToken ct) =>
        connection.ReadAsync(state => state.Browsers.Keys.Any(key => key.User == user), ct);

    public Task AddAsync(KnownBrowser browser, CancellationToken ct) =>
        connection.WriteAsync(
            state =>
                state with
                {
                    Browsers = state.Browsers.Add((browser.UserId, Convert.ToHexString(browser.Hash)), browser),
                },
            ct
        );
}
