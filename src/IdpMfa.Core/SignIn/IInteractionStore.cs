namespace IdpMfa.Core.SignIn;

/// <summary>Authorization requests that wait for their user.</summary>
public interface IInteractionStore
{
    Task AddAsync(Interaction interaction, CancellationToken ct);

    /// <returns>The interaction, unless it has expired.</returns>
    Task<Interaction?> FindAsync(string key, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// Marks the interaction as answered. One conditional UPDATE: true once, and again for as long as the answer may be
    /// repeated for a double click.
    /// </summary>
    Task<bool> TryCompleteAsync(string key, DateTimeOffset now, CancellationToken ct);
}
