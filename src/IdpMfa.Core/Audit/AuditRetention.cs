using Microsoft.Extensions.Options;

namespace IdpMfa.Core.Audit;

/// <summary>Deletes events that have outlived <see cref="AuditOptions.Retention"/>, in batches that hold no lock for long.</summary>
public sealed class AuditRetention(IAuditReader reader, IOptions<AuditOptions> options, TimeProvider clock)
{
    private const int BatchSize = 500;

    /// <returns>How many were deleted.</returns>
    public async Task<int> ApplyAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - options.Value.Retention;
        var total = 0;
        int deleted;
        do
        {
            deleted = await reader.DeleteBeforeAsync(before, BatchSize, ct);
            total += deleted;
        } while (deleted == BatchSize);

        return total;
    }
}
