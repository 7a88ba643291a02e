using System.Data;
using IdpMfa.Core;
using IdpMfa.Core.Mail;
using IdpMfa.EntityFrameworkCore.Background;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal sealed class EfUnitOfWork<TContext>(TContext db, OutboxSignal signal) : IUnitOfWork
    where TContext : DbContext
{
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<Work<T>>> work, CancellationToken ct)
    {
        // The provider's strategy decides whether the unit runs again, after a deadlock or a lost connection; SQLite's runs it
        // once.
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(ct => RunOnceAsync(work, ct), ct);
    }

    private async Task<T> RunOnceAsync<T>(Func<CancellationToken, Task<Work<T>>> work, CancellationToken ct)
    {
        // What is read behind a held row must be what is true now, and not what was when the transaction began.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        try
        {
            var outcome = await work(ct);
            if (outcome.IsCommitted)
            {
                await db.SaveChangesAsync(ct);
                await transaction.CommitAsync(ct);
                if (db.ChangeTracker.Entries<OutboxMail>().Any())
                {
                    signal.Raise();
                }
            }
            else
            {
                // What was rolled back must not be written by the next save, nor be taken for what the database holds.
                db.ChangeTracker.Clear();
            }

            return outcome.Result;
        }
        catch
        {
            db.ChangeTracker.Clear();
            throw;
        }
    }
}
