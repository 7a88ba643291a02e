using IdpMfa.Core.Mail;
using IdpMfa.EntityFrameworkCore.Background;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal sealed class EfMailOutbox<TContext>(TContext db, OutboxSignal signal) : IMailOutbox
    where TContext : DbContext
{
    public async Task AddAsync(OutboxMail mail, CancellationToken ct)
    {
        await db.InsertAsync(mail, ct);

        // Within a unit of work nothing is there before the commit, which raises the signal itself.
        if (db.Database.CurrentTransaction is null)
        {
            signal.Raise();
        }
    }
}
