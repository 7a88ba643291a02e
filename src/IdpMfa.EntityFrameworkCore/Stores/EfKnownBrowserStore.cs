using IdpMfa.Core.Sessions;
using IdpMfa.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal sealed class EfKnownBrowserStore<TContext>(TContext db) : IKnownBrowserStore
    where TContext : DbContext
{
    private DbSet<KnownBrowser> Browsers => db.Set<KnownBrowser>();

    public async Task<bool> TryTouchAsync(UserId user, byte[] hash, DateTimeOffset now, CancellationToken ct) =>
        await Browsers
            .Where(browser => browser.UserId == user && browser.Hash == hash)
            .ExecuteUpdateAsync(row => row.SetProperty(browser => browser.LastSeenAt, now), ct) == 1;

    public Task<bool> AnyAsync(UserId user, CancellationToken ct) =>
        Browsers.AnyAsync(browser => browser.UserId == user, ct);

    public Task AddAsync(KnownBrowser browser, CancellationToken ct) => db.InsertAsync(browser, ct);
}
