using IdpMfa.Core.Mail;
using IdpMfa.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal sealed class EfMailLinkStore<TContext>(TContext db) : IMailLinkStore
    where TContext : DbContext
{
    private DbSet<MailLink> Links => db.Set<MailLink>();

    public async Task ReplaceAsync(MailLink link, CancellationToken ct)
    {
        await DeleteAsync(link.UserId, link.Kind, ct);
        await db.InsertAsync(link, ct);
    }

    public Task<MailLink?> FindAsync(MailKind kind, byte[] hash, CancellationToken ct) =>
        Links.AsNoTracking().FirstOrDefaultAsync(link => link.Hash == hash && link.Kind == kind, ct);

    public Task<MailLink?> FindAsync(MailKind kind, UserId user, CancellationToken ct) =>
        Links
            .AsNoTracking()
            .Where(link => link.UserId == user && link.Kind == kind)
            .OrderByDescending(link => link.IssuedAt)
            .FirstOrDefaultAsync(ct);

    public async Task<bool> TryChargeAsync(Guid id, int maxTries, DateTimeOffset now, CancellationToken ct) =>
        await Links
            .Where(link => link.Id == id && link.UsedAt == null && link.ExpiresAt > now && link.Tries < maxTries)
            .ExecuteUpdateAsync(row => row.SetProperty(link => link.Tries, link => link.Tries + 1), ct) == 1;

    public async Task<bool> TryUseAsync(Guid id, DateTimeOffset now, CancellationToken ct) =>
        await Links
            .Where(link => link.Id == id && link.UsedAt == null && link.ExpiresAt > now)
            .ExecuteUpdateAsync(row => row.SetProperty(link => link.UsedAt, now), ct) == 1;

    public Task DeleteAllAsync(UserId user, Guid? exceptId, CancellationToken ct) =>
        Links.Where(link => link.UserId == user && link.Id != exceptId).ExecuteDeleteAsync(ct);

    public Task DeleteAsync(UserId user, MailKind kind, CancellationToken ct) =>
        Links.Where(link => link.UserId == user && link.Kind == kind).ExecuteDeleteAsync(ct);
}
