using IdpMfa.Core.Leases;
using IdpMfa.Core.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IdpMfa.EntityFrameworkCore.Background;

/// <summary>
/// Answers requests for mails and sends what is due. One node of a cluster does it at a time; and should two think that they
/// are it, a mail is still one node's.
/// </summary>
internal sealed partial class OutboxWorker(
    IServiceScopeFactory scopes,
    OutboxSignal signal,
    LeasedTurns turns,
    TimeProvider clock,
    ILogger<OutboxWorker> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!CanSend())
        {
            LogNoTransport(logger);
            return;
        }

        try
        {
            await WorkAsync(stoppingToken);
        }
        finally
        {
            // Another node need not wait until the lease is over.
            await turns.ReleaseAsync(Lease.Outbox, CancellationToken.None);
        }
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (
                    await turns.TryTakeAsync(Lease.Outbox, stoppingToken)
                    && (await TryAnswerNextAsync(stoppingToken) || await TrySendNextAsync(stoppingToken))
                )
                {
                    stoppingToken.ThrowIfCancellationRequested();
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The database is away: the next turn will do.
                LogFailure(logger, exception);
            }

            await WaitAsync(stoppingToken);
        }
    }

    private bool CanSend()
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetService<IServiceProviderIsService>() is { } services
            && services.IsService(typeof(IMailTransport))
            && services.IsService(typeof(IMailRenderer));
    }

    private async Task<bool> TryAnswerNextAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<MailRequests>().TryAnswerNextAsync(ct);
    }

    private async Task<bool> TrySendNextAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        switch (await scope.ServiceProvider.GetRequiredService<MailSender>().SendNextAsync(ct))
        {
            case MailSending.Sent sent:
                LogSent(logger, sent.MailId, sent.Kind);
                return true;

            case MailSending.Failed failed:
                LogNotSent(logger, failed.MailId, failed.Attempts, failed.NextAt, failed.Reason);
                return true;

            case MailSending.Dropped dropped:
                LogDropped(logger, dropped.MailId);
                return true;

            default:
                return false;
        }
    }

    private async Task WaitAsync(CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(signal.WaitAsync(over.Token), Task.Delay(Interval, clock, over.Token));
        await over.CancelAsync();
    }

    [LoggerMessage(1, LogLevel.Warning, "The outbox could not be worked on; the next turn tries again.")]
    private static partial void LogFailure(ILogger logger, Exception exception);

    [LoggerMessage(2, LogLevel.Debug, "Mail {MailId} ({Kind}) was sent.")]
    private static partial void LogSent(ILogger logger, Guid mailId, MailKind kind);

    [LoggerMessage(
        3,
        LogLevel.Warning,
        "Mail {MailId} was not sent at attempt {Attempts}, next at {NextAt:u}: {Reason}."
    )]
    private static partial void LogNotSent(
        ILogger logger,
        Guid mailId,
        int attempts,
        DateTimeOffset nextAt,
        string reason
    );

    [LoggerMessage(4, LogLevel.Information, "Mail {MailId} was dropped: its user is gone.")]
    private static partial void LogDropped(ILogger logger, Guid mailId);

    [LoggerMessage(5, LogLevel.Warning, "No mails are sent: the host registers no IMailTransport and IMailRenderer.")]
    private static partial void LogNoTransport(ILogger logger);
}
