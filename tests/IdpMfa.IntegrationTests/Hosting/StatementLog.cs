using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IdpMfa.IntegrationTests.Hosting;

/// <summary>Every statement that requests send to the database; what runs in the background is nobody's request.</summary>
internal sealed class StatementLog : DbCommandInterceptor
{
    // The accessor reads what flows with the request, whichever instance is asked.
    private readonly HttpContextAccessor _request = new();

    private readonly ConcurrentQueue<string> _statements = new();

    public IReadOnlyList<string> Take()
    {
        var taken = _statements.ToArray();
        _statements.Clear();
        return taken;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(Note(command, result));

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(Note(command, result));

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(Note(command, result));

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    ) => Note(command, result);

    public override InterceptionResult<int> NonQueryExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result
    ) => Note(command, result);

    public override InterceptionResult<object> ScalarExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result
    ) => Note(command, result);

    private T Note<T>(DbCommand command, T result)
    {
        if (_request.HttpContext is not null)
        {
            _statements.Enqueue(command.CommandText);
        }

        return result;
    }
}
