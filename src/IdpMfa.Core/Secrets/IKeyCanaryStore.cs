namespace IdpMfa.Core.Secrets;

/// <summary>Where the canary sits.</summary>
public interface IKeyCanaryStore
{
    Task<KeyCanary?> FindAsync(CancellationToken ct);

    /// <summary>Plants the canary; harmless where another node was faster.</summary>
    Task AddAsync(KeyCanary canary, CancellationToken ct);
}
