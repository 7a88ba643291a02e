using IdpMfa.Core.Leases;
using IdpMfa.EntityFrameworkCore.Background;
using IdpMfa.Server.Data;

namespace IdpMfa.Server.Hosting;

/// <summary>Runs <see cref="EnginePruning"/> every hour, on one node at a time.</summary>
internal sealed partial class EnginePruningWorker(
    IServiceScopeFactory scopes,
    LeasedTurns turns,
    TimeProvider clock,
    ILogger<EnginePruningWorker> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (!await turns.TryTakeAsync(Lease.Pruning, stoppingToken))
                {
                    continue;
                }

                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<EnginePruning>().RunAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The database is away: the next turn will do.
                LogFailure(logger, exception);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Expired tokens could not be deleted; the next turn tries again.")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
