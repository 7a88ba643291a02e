namespace IdpMfa.Server.Data.Sqlite;

/// <summary>A database in a file has one server.</summary>
internal sealed class SqliteStartTurn : IStartTurn
{
    public Task<IAsyncDisposable> TakeAsync(CancellationToken ct) => Task.FromResult<IAsyncDisposable>(new Turn());

    private sealed class Turn : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
