using IdpMfa.Core.Mail;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed class MemoryDueMails(MemoryConnection connection) : IDueMails
{
    public async Task<OutboxMail?> TryClaimAsync(DateTimeOffset now, DateTimeOffset until, CancellationToken ct)
    {
        OutboxMail? claimed = null;
        await connection.TryWriteAsync(
            state =>
            {
                claimed = state
                    .Mails.Where(mail => mail.SentAt is null && mail.DueAt <= now)
                    .Where(mail => mail.ExpiresAt is null || mail.ExpiresAt > now)
                    .OrderBy(mail => mail.DueAt)
                    .Select(mail => Copy(mail, dueAt: until, attempts: mail.Attempts + 1))
                    .FirstOrDefault();
                return claimed is null ? null : Replace(state, claimed);
            },
            ct
        );
        return claimed;
    }

    public Task MarkSentAsync(Guid id, DateTimeOffset now, CancellationToken ct) =>
        ChangeAsync(id, mail => Copy(mail, mail.DueAt, mail.Attempts, now), ct);

    public Task PostponeAsync(Guid id, DateTimeOffset dueAt, CancellationToken ct) =>
        ChangeAsync(id, mail => Copy(mail, dueAt, mail.Attempts), ct);

    public Task DropAsync(Guid id, CancellationToken ct) =>
        connection.WriteAsync(state => state with { Mails = state.Mails.RemoveAll(mail => mail.Id == id) }, ct);

    private Task ChangeAsync(Guid id, Func<OutboxMail, OutboxMail> change, CancellationToken ct) =>
        connection.WriteAsync(
            state =>
                state.Mails.Find(mail => mail.Id == id && mail.SentAt is null) is { } mail
                    ? Replace(state, change(mail))
                    : state,
            ct
        );

    private static MemoryState Replace(MemoryState state, OutboxMail mail) =>
        state with
        {
            Mails = [.. state.Mails.Select(other => other.Id == mail.Id ? mail : other)],
        };

    private static OutboxMail Copy(
        OutboxMail mail,
        DateTimeOffset dueAt,
        int attempts,
        DateTimeOffset? sentAt = null
    ) =>
        new()
        {
            Id = mail.Id,
            Kind = mail.Kind,
            UserId = mail.UserId,
            TenantId = mail.TenantId,
            To = mail.To,
            Secret = sentAt is null ? mail.Secret : null,
            Detail = mail.Detail,
            QueuedAt = mail.QueuedAt,
            ExpiresAt = mail.ExpiresAt,
            DueAt = dueAt,
            Attempts = attempts,
            SentAt = sentAt,
        };
}
