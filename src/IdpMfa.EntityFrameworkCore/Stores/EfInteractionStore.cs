using IdpMfa.Core.SignIn;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal sealed class EfInteractionStore<TContext>(TContext db) : IInteractionStore
    where TContext : DbContext
{
    private DbSet<Interaction> Interactions => db.Set<Interaction>();

    public Task AddAsync(Interaction interaction, CancellationToken ct) => db.InsertAsync(interaction, ct);

    public async Task<Interaction?> FindAsync(string key, DateTimeOffset now, CancellationToken ct)
    {
        var found = await Interactions
            .AsNoTracking()
            .FirstOrDefaultAsync(interaction => interaction.Key == key && interaction.ExpiresAt > now, ct);

        // A database may ignore case.
        return string.Equals(found?.Key, key, StringComparison.Ordinal) ? found : null;
    }

    public async Task<bool> TryCompleteAsync(string key, DateTimeOffset now, CancellationToken ct)
    {
        var repeatableSince = now - DoubleClick.Window;
        return await Interactions
                .Where(interaction =>
                    interaction.Key == key
                    && interaction.ExpiresAt > now
                    && (interaction.CompletedAt == null || interaction.CompletedAt > repeatableSince)
                )
                .ExecuteUpdateAsync(
                    row =>
                        row.SetProperty(
                            interaction => interaction.CompletedAt,
                            interaction => interaction.CompletedAt ?? now
                        ),
                    ct
                ) == 1;
    }
}
