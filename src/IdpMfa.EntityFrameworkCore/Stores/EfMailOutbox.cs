using IdpMfa.Core.Mail;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal sealed class EfMailOutbox<TContext>(TContext db) : IMailOutbox
    where TContext : DbContext
{
    public Task AddAsync(OutboxMail mail, CancellationToken ct) => db.InsertAsync(mail, ct);
}
