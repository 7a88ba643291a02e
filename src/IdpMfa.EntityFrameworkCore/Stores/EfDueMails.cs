using IdpMfa.Core.Mail;
using IdpMfa.Core.Secrets;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal sealed class EfDueMails<TContext>(TContext db) : IDueMails
    where TContext : DbContext
{
    /// <summary>How many due mails are looked at for one that no other node takes first.</summary>
    private const int Candidates = 16;

    private DbSet<OutboxMail> Mails => db.Set<OutboxMail>();

    public async Task<OutboxMail?> TryClaimAsync(DateTimeOffset now, DateTimeOffset until, CancellationToken ct)
    {
        var due = await Mails
            .AsNoTracking()
            .Where(mail => mail.SentAt == null && mail.DueAt <= now)
            .Where(mail => mail.ExpiresAt == null || mail.ExpiresAt > now)
            .OrderBy(mail => mail.DueAt)
            .Take(Candidates)
            .Select(mail => new { mail.Id, mail.DueAt })
            .ToListAsync(ct);
        foreach (var candidate in due)
        {
            var isClaimed =
                await Mails
                    .Where(mail => mail.Id == candidate.Id && mail.SentAt == null && mail.DueAt == candidate.DueAt)
                    .ExecuteUpdateAsync(
                        row =>
                            row.SetProperty(mail => mail.DueAt, until)
                                .SetProperty(mail => mail.Attempts, mail => mail.Attempts + 1),
                        ct
                    ) == 1;
            if (isClaimed)
            {
                return await Mails.AsNoTracking().FirstOrDefaultAsync(mail => mail.Id == candidate.Id, ct);
            }
        }

        return null;
    }

    public Task MarkSentAsync(Guid id, DateTimeOffset now, CancellationToken ct) =>
        Mails
            .Where(mail => mail.Id == id && mail.SentAt == null)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(mail => mail.SentAt, now).SetProperty(mail => mail.Secret, (ProtectedSecret?)null),
                ct
            );

    public Task PostponeAsync(Guid id, DateTimeOffset dueAt, CancellationToken ct) =>
        Mails
            .Where(mail => mail.Id == id && mail.SentAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(mail => mail.DueAt, dueAt), ct);

    public Task DropAsync(Guid id, CancellationToken ct) => Mails.Where(mail => mail.Id == id).ExecuteDeleteAsync(ct);
}
