using IdpMfa.Core.Mail;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed class MemoryMailLinkStore(MemoryConnection connection) : IMailLinkStore
{
    public Task ReplaceAsync(MailLink link, CancellationToken ct) =>
        connection.WriteAsync(
            state =>
                state with
                {
                    Links = Without(state, row => row.UserId == link.UserId && row.Kind == link.Kind)
                        .Links.Add(link.Id, new MailLinkRow(link)),
                },
            ct
        );

    public Task<MailLink?> FindAsync(MailKind kind, byte[] hash, CancellationToken ct) =>
        FindAsync(link => link.Kind == kind && link.Hash.AsSpan().SequenceEqual(hash), ct);

    public Task<MailLink?> FindAsync(MailKind kind, UserId user, CancellationToken ct) =>
        FindAsync(link => link.Kind == kind && link.UserId == user, ct);

    public Task<bool> TryChargeAsync(Guid id, int maxTries, DateTimeOffset now, CancellationToken ct) =>
        TryUpdateAsync(
            id,
            row => row.UsedAt is null && row.Added.ExpiresAt > now && row.Tries < maxTries,
            row => row with { Tries = row.Tries + 1 },
            ct
        );

    public Task<bool> TryUseAsync(Guid id, DateTimeOffset now, CancellationToken ct) =>
        TryUpdateAsync(
            id,
            row => row.UsedAt is null && row.Added.ExpiresAt > now,
            row => row with { UsedAt = now },
            ct
        );

    public Task DeleteAllAsync(UserId user, Guid? exceptId, CancellationToken ct) =>
        connection.WriteAsync(state => Without(state, link => link.UserId == user && link.Id != exceptId), ct);

    public Task DeleteAsync(UserId user, MailKind kind, CancellationToken ct) =>
        connection.WriteAsync(state => Without(state, link => link.UserId == user && link.Kind == kind), ct);

    private static MemoryState Without(MemoryState state, Func<MailLink, bool> isGone) =>
        state with
        {
            Links = state.Links.RemoveRange(
                state.Links.Values.Select(row => row.Added).Where(isGone).Select(l => l.Id)
            ),
        };

    private Task<MailLink?> FindAsync(Func<MailLink, bool> condition, CancellationToken ct) =>
        connection.ReadAsync(state => state.Links.Values.FirstOrDefault(row => condition(row.Added))?.ToEntity(), ct);

    private Task<bool> TryUpdateAsync(
        Guid id,
        Func<MailLinkRow, bool> condition,
        Func<MailLinkRow, MailLinkRow> change,
        CancellationToken ct
    ) =>
        connection.TryWriteAsync(
            state =>
                state.Links.GetValueOrDefault(id) is { } row && condition(row)
                    ? state with
                    {
                        Links = state.Links.SetItem(id, change(row)),
                    }
                    : null,
            ct
        );
}
