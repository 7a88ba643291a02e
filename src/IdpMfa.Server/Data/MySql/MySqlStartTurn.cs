using MySqlConnector;

namespace IdpMfa.Server.Data.MySql;

/// <summary>A lease row, taken by one conditional UPDATE and renewed for as long as the turn lasts.</summary>
/// <remarks>
/// The database's clock counts, and its table is there before the first migration. Whoever loses the row while its COMMIT was
/// on the way (Galera answers 1213) has not taken it.
/// </remarks>
internal sealed partial class MySqlStartTurn(MySqlConnections connections, ILogger<MySqlStartTurn> logger) : IStartTurn
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RenewalInterval = TimeSpan.FromSeconds(10);

    private const string Create = """
        CREATE TABLE IF NOT EXISTS ServerStartTurn (
            Id int NOT NULL PRIMARY KEY, Owner varchar(36) NOT NULL, Until datetime(6) NOT NULL
        )
        """;

    private const string Plant = "INSERT IGNORE INTO ServerStartTurn VALUES (1, '', '2000-01-01')";

    private const string Take = """
        UPDATE ServerStartTurn SET Owner = @owner, Until = UTC_TIMESTAMP(6) + INTERVAL 30 SECOND
        WHERE Id = 1 AND (Owner = @owner OR Until < UTC_TIMESTAMP(6))
        """;

    private const string Release = "UPDATE ServerStartTurn SET Until = '2000-01-01' WHERE Id = 1 AND Owner = @owner";

    public async Task<IAsyncDisposable> TakeAsync(CancellationToken ct)
    {
        var owner = Guid.CreateVersion7().ToString();
        await RunAsync(Create, owner, ct);
        await RunAsync(Plant, owner, ct);
        var isWaiting = false;
        while (await TryTakeAsync(owner, ct) != 1)
        {
            if (!isWaiting)
            {
                LogWaiting(logger);
                isWaiting = true;
            }

            await Task.Delay(Pause, ct);
        }

        return new Turn(this, owner);
    }

    private async Task<int> TryTakeAsync(string owner, CancellationToken ct)
    {
        try
        {
            return await RunAsync(Take, owner, ct);
        }
        catch (MySqlException exception) when (exception.IsTransient)
        {
            return 0;
        }
    }

    private async Task<int> RunAsync(string statement, string owner, CancellationToken ct)
    {
        await using var connection = await connections.Source.OpenConnectionAsync(ct);
        await using var command = new MySqlCommand(statement, connection);
        command.Parameters.AddWithValue("@owner", owner);
        return await command.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(1, LogLevel.Information, "Another node starts: this one waits for its turn.")]
    private static partial void LogWaiting(ILogger logger);

    private sealed class Turn : IAsyncDisposable
    {
        private readonly MySqlStartTurn _turns;
        private readonly string _owner;
        private readonly CancellationTokenSource _isOver = new();
        private readonly Task _renewal;

        public Turn(MySqlStartTurn turns, string owner)
        {
            (_turns, _owner) = (turns, owner);
            _renewal = RenewAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await _isOver.CancelAsync();
            await _renewal;
            _isOver.Dispose();
            try
            {
                await _turns.RunAsync(Release, _owner, CancellationToken.None);
            }
            catch (MySqlException)
            {
                // It ends by itself.
            }
        }

        private async Task RenewAsync()
        {
            using var timer = new PeriodicTimer(RenewalInterval);
            try
            {
                while (await timer.WaitForNextTickAsync(_isOver.Token))
                {
                    await _turns.TryTakeAsync(_owner, _isOver.Token);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or MySqlException)
            {
                // Over, or the database is away, which the start itself will say.
            }
        }
    }
}
