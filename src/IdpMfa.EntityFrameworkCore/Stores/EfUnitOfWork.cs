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
        // The provider's strategy decides whether a deadlocked unit runs again; SQLite's runs it once.
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(ct => RunOnceAsync(work, ct), ct);
    }

    private async Task<T> RunOnceAsync<T>(Func<CancellationToken, Task<Work<T>>> work, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
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
                Forget();
            }

            return outcome.Result;
        }
        catch
        {
            Forget();
            throw;
        }
    }

    /// <summary>What was rolled back must not be written by the next save.</summary>
    private void Forget()
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(entry => entry.State != EntityState.Unchanged).ToList())
        {
            entry.State = EntityState.Detached;
        }
    }
}
