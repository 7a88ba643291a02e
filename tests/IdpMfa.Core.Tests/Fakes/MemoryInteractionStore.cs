using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed class MemoryInteractionStore(MemoryConnection connection) : IInteractionStore
{
    public Task AddAsync(Interaction interaction, CancellationToken ct) =>
        connection.WriteAsync(
            state =>
                state with
                {
                    Interactions = state.Interactions.Add(
                        interaction.Key,
                        new InteractionRow(interaction, interaction.CompletedAt)
                    ),
                },
            ct
        );

    public Task<Interaction?> FindAsync(string key, DateTimeOffset now, CancellationToken ct) =>
        connection.ReadAsync(
            state =>
                state.Interactions.GetValueOrDefault(key) is { } row && row.Added.ExpiresAt > now
                    ? row.ToEntity()
                    : null,
            ct
        );

    public Task<bool> TryCompleteAsync(string key, DateTimeOffset now, CancellationToken ct) =>
        connection.TryWriteAsync(
            state =>
                state.Interactions.GetValueOrDefault(key) is { } row
                && row.Added.ExpiresAt > now
                && (row.CompletedAt is null || row.CompletedAt > now - DoubleClick.Window)
                    ? state with
                    {
                        Interactions = state.Interactions.SetItem(
                            key,
                            row with
                            {
                                CompletedAt = row.CompletedAt ?? now,
                            }
                        ),
                    }
                    : null,
            ct
        );
}
