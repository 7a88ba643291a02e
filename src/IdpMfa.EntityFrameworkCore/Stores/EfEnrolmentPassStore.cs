using IdpMfa.Core.SetUp;
using IdpMfa.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal sealed class EfEnrolmentPassStore<TContext>(TContext db) : IEnrolmentPassStore
    where TContext : DbContext
{
    private DbSet<StoredEnrolmentPass> Passes => db.Set<StoredEnrolmentPass>();

    public async Task ReplaceAsync(StoredEnrolmentPass pass, CancellationToken ct)
    {
        await Passes.Where(earlier => earlier.UserId == pass.UserId).ExecuteDeleteAsync(ct);
        await db.InsertAsync(pass, ct);
    }

    public Task<StoredEnrolmentPass?> FindAsync(UserId user, CancellationToken ct) =>
        Passes
            .AsNoTracking()
            .Where(pass => pass.UserId == user)
            .OrderByDescending(pass => pass.IssuedAt)
            .FirstOrDefaultAsync(ct);

    public async Task<bool> TryConsumeAsync(Guid passId, DateTimeOffset now, CancellationToken ct) =>
        await Passes
            .Where(pass => pass.Id == passId && pass.UsedAt == null && pass.ExpiresAt > now)
            .ExecuteUpdateAsync(row => row.SetProperty(pass => pass.UsedAt, now), ct) == 1;
}
