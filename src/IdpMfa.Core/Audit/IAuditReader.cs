namespace IdpMfa.Core.Audit;

/// <summary>Reads what was written down, and deletes what is too old.</summary>
public interface IAuditReader
{
    /// <summary>Newest first, or as the query says.</summary>
    Task<IReadOnlyList<AuditEvent>> ListAsync(AuditQuery query, CancellationToken ct);

    /// <summary>Deletes up to <paramref name="max"/> events that are older.</summary>
    /// <returns>How many were deleted.</returns>
    Task<int> DeleteBeforeAsync(DateTimeOffset before, int max, CancellationToken ct);
}
