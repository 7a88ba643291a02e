using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IdpMfa.IntegrationTests.Provisioning;

/// <summary>Counts statements that change something.</summary>
internal sealed class WriteCounter : DbCommandInterceptor
{
    private static readonly string[] _writes = ["INSERT", "UPDATE", "DELETE"];

    private int _count;

    public int Take() => Interlocked.Exchange(ref _count, 0);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Count(command);
        return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Count(command);
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }

    private void Count(DbCommand command)
    {
        if (_writes.Any(write => command.CommandText.Contains(write, StringComparison.Ordinal)))
        {
            Interlocked.Increment(ref _count);
        }
    }
}
