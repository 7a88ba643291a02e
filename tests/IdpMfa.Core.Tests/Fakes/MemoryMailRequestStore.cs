using IdpMfa.Core.Mail;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed class MemoryMailRequestStore(MemoryConnection connection) : IMailRequestStore
{
    public Task AddAsync(MailRequest request, CancellationToken ct) =>
        connection.WriteAsync(state => state with { MailRequests = state.MailRequests.Add(request) }, ct);

    public Task<MailRequest?> FindNextAsync(CancellationToken ct) =>
        connection.ReadAsync(state => state.MailRequests.OrderBy(request => request.AskedAt).FirstOrDefault(), ct);

    public Task<bool> TryDeleteAsync(Guid id, CancellationToken ct) =>
        connection.TryWriteAsync(
            state =>
                state.MailRequests.Exists(request => request.Id == id)
                    ? state with
                    {
                        MailRequests = state.MailRequests.RemoveAll(request => request.Id == id),
                    }
                    : null,
            ct
        );
}
