using IdpMfa.Core.Mail;
using IdpMfa.EntityFrameworkCore.Background;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal sealed class EfMailRequestStore<TContext>(TContext db, OutboxSignal signal) : IMailRequestStore
    where TContext : DbContext
{
    private DbSet<MailRequest> Requests => db.Set<MailRequest>();

    public async Task AddAsync(MailRequest request, CancellationToken ct)
    {
        await db.InsertAsync(request, ct);
        signal.Raise();
    }

    public Task<MailRequest?> FindNextAsync(CancellationToken ct) =>
        Requests.AsNoTracking().OrderBy(request => request.AskedAt).FirstOrDefaultAsync(ct);

    public async Task<bool> TryDeleteAsync(Guid id, CancellationToken ct) =>
        await Requests.Where(request => request.Id == id).ExecuteDeleteAsync(ct) == 1;
}
