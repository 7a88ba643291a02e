using IdpMfa.Core.Recovery;
using IdpMfa.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal sealed class EfRecoveryTokenStore<TContext>(TContext db) : IRecoveryTokenStore
    where TContext : DbContext
{
    private DbSet<StoredRecoveryToken> Tokens => db.Set<StoredRecoveryToken>();

    public async Task<IReadOnlyList<StoredRecoveryToken>> ListAsync(UserId user, CancellationToken ct) =>
        await Tokens.AsNoTracking().Where(token => token.UserId == user).ToListAsync(ct);

    public async Task ReplaceAllAsync(UserId user, IReadOnlyList<StoredRecoveryToken> tokens, CancellationToken ct)
    {
        await Tokens.Where(token => token.UserId == user).ExecuteDeleteAsync(ct);
        foreach (var token in tokens)
        {
            await db.InsertAsync(token, ct);
        }
    }

    public async Task<bool> TryConsumeAsync(Guid tokenId, DateTimeOffset now, CancellationToken ct) =>
        await Tokens
            .Where(token => token.Id == tokenId && token.UsedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(token => token.UsedAt, now), ct) == 1;
}
