using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace IdpMfa.Server.Data;

/// <summary>Deletes the engine's tokens that expired a day ago and the authorizations that none is left of.</summary>
/// <remarks>
/// In batches, so that no lock is held long, and by ids: a DELETE with a limited subquery, as the engine's own pruning sends, is
/// none that MariaDB knows.
/// </remarks>
internal sealed class EnginePruning(ServerDbContext db, TimeProvider clock)
{
    private const int BatchSize = 500;

    private static readonly TimeSpan Retention = TimeSpan.FromDays(1);

    /// <returns>How many rows went.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow().UtcDateTime - Retention;
        var tokens = db.Set<OpenIddictEntityFrameworkCoreToken<Guid>>();
        var authorizations = db.Set<OpenIddictEntityFrameworkCoreAuthorization<Guid>>();

        var deleted = await DeleteAsync(
            tokens.Where(token => token.ExpirationDate < before).Select(token => token.Id),
            ids => tokens.Where(token => ids.Contains(token.Id)).ExecuteDeleteAsync(ct),
            ct
        );

        // A standing consent is no leftover; the others last as long as their tokens.
        return deleted
            + await DeleteAsync(
                authorizations
                    .Where(authorization =>
                        authorization.Type == AuthorizationTypes.AdHoc
                        && authorization.CreationDate < before
                        && !authorization.Tokens.Any()
                    )
                    .Select(authorization => authorization.Id),
                ids =>
                    authorizations
                        .Where(authorization => ids.Contains(authorization.Id) && !authorization.Tokens.Any())
                        .ExecuteDeleteAsync(ct),
                ct
            );
    }

    private static async Task<int> DeleteAsync(
        IQueryable<Guid> leftovers,
        Func<List<Guid>, Task<int>> delete,
        CancellationToken ct
    )
    {
        var deleted = 0;
        List<Guid> batch;
        do
        {
            batch = await leftovers.OrderBy(id => id).Take(BatchSize).ToListAsync(ct);
            deleted += batch.Count > 0 ? await delete(batch) : 0;
        } while (batch.Count == BatchSize);

        return deleted;
    }
}
