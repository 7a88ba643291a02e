using IdpMfa.Core.Mail;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed class MemoryMailOutbox(MemoryConnection connection) : IMailOutbox
{
    public Task AddAsync(OutboxMail mail, CancellationToken ct) =>
        connection.WriteAsync(state => state with { Mails = state.Mails.Add(mail) }, ct);
}
