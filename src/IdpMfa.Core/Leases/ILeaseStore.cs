namespace IdpMfa.Core.Leases;

/// <summary>The leases of a cluster. Taking one is one conditional UPDATE.</summary>
public interface ILeaseStore
{
    /// <summary>Takes or renews the lease where it is this node's already, or where its time is over.</summary>
    /// <returns>False where another node has it.</returns>
    Task<bool> TryTakeAsync(string name, string owner, DateTimeOffset now, DateTimeOffset until, CancellationToken ct);

    /// <summary>Gives the lease up, if it is this node's.</summary>
    Task ReleaseAsync(string name, string owner, CancellationToken ct);

    /// <summary>Within a unit of work: whoever else holds the same name commits before or after, never beside.</summary>
    Task HoldAsync(string name, CancellationToken ct);
}
