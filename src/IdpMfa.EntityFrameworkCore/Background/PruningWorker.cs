using IdpMfa.Core.Administration;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Leases;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Totp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IdpMfa.EntityFrameworkCore.Background;

/// <summary>Deletes what has expired, on one node at a time. Nothing depends on it: an expired row is refused whether it is there or not.</summary>
internal sealed partial class PruningWorker<TContext>(
    IServiceScopeFactory scopes,
    LeasedTurns turns,
    TimeProvider clock,
    ILogger<PruningWorker<TContext>> logger
) : BackgroundService
    where TContext : DbContext
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <summary>Refresh tokens live 90 days in all, and ask for their session's row.</summary>
    private static readonly TimeSpan SessionRetention = TimeSpan.FromDays(91);

    /// <summary>A spent step is at most 15 minutes ahead of its time.</summary>
    private static readonly TimeSpan SpentStepRetention = TimeSpan.FromHours(1);

    /// <summary>So long one can see that a mail went out.</summary>
    private static readonly TimeSpan SentMailRetention = TimeSpan.FromDays(7);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await turns.TryTakeAsync(Lease.Pruning, stoppingToken))
                {
                    await PruneAsync(stoppingToken);
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The database is away: the next turn will do.
                LogFailure(logger, exception);
            }
        }
    }

    private async Task PruneAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();
        var now = clock.GetUtcNow();
        var sessionsBefore = now - SessionRetention;

        var spentBefore = now - SpentStepRetention;
        await db.Set<SpentStep>().Where(spent => spent.SpentAt < spentBefore).ExecuteDeleteAsync(ct);
        await db.Set<PendingSignIn>().Where(pending => pending.ExpiresAt < now).ExecuteDeleteAsync(ct);
        await scope.ServiceProvider.GetRequiredService<AuditRetention>().ApplyAsync(ct);
        await db.Set<StoredAdminRecovery>().Where(recovery => recovery.ExpiresAt < now).ExecuteDeleteAsync(ct);
        await db.Set<StoredEnrolmentPass>().Where(pass => pass.ExpiresAt < now).ExecuteDeleteAsync(ct);
        await db.Set<Interaction>().Where(interaction => interaction.ExpiresAt < now).ExecuteDeleteAsync(ct);
        await db.Set<MailLink>().Where(link => link.ExpiresAt < now).ExecuteDeleteAsync(ct);
        var sentBefore = now - SentMailRetention;
        await db.Set<OutboxMail>().Where(mail => mail.SentAt < sentBefore).ExecuteDeleteAsync(ct);
        await db.Set<OutboxMail>().Where(mail => mail.SentAt == null && mail.ExpiresAt < now).ExecuteDeleteAsync(ct);
        var allowedBefore = now - MailLimit.Window;
        await db.Set<MailAllowance>().Where(allowance => allowance.Last < allowedBefore).ExecuteDeleteAsync(ct);
        var knownBefore = now - KnownBrowser.Lifetime;
        await db.Set<KnownBrowser>().Where(browser => browser.LastSeenAt < knownBefore).ExecuteDeleteAsync(ct);
        await db.Set<Session>().Where(session => session.ExpiresAt < sessionsBefore).ExecuteDeleteAsync(ct);
    }

    [LoggerMessage(1, LogLevel.Warning, "Expired rows could not be deleted; the next turn tries again.")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
