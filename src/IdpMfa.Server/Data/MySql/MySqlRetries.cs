using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using MySqlConnector;

namespace IdpMfa.Server.Data.MySql;

/// <summary>Runs a statement, or a whole unit of work, again after a deadlock, a lost connection or a node that is not ready.</summary>
/// <remarks>
/// Also where nobody knows whether the COMMIT arrived: every change is conditional, so that what was done is not done twice.
/// </remarks>
internal sealed class MySqlRetries(ExecutionStrategyDependencies dependencies)
    : MySqlRetryingExecutionStrategy(dependencies, MaxRetries, MaxDelay, errorNumbersToAdd: null)
{
    private const int MaxRetries = 5;

    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(2);

    protected override bool ShouldRetryOn(Exception exception) =>
        base.ShouldRetryOn(exception) || IsConnectionLoss(exception);

    private static bool IsConnectionLoss(Exception exception) =>
        exception switch
        {
            // Galera: "WSREP has not yet prepared node for application use".
            MySqlException { ErrorCode: MySqlErrorCode.UnknownCommand } => true,
            MySqlException { ErrorCode: MySqlErrorCode.ServerShutdown or MySqlErrorCode.UnableToConnectToHost } => true,
            MySqlException { InnerException: IOException or System.Net.Sockets.SocketException } => true,
            _ => false,
        };
}
