namespace IdpMfa.Core.Mail;

/// <summary>Requests for mails that wait to be looked at.</summary>
public interface IMailRequestStore
{
    Task AddAsync(MailRequest request, CancellationToken ct);

    /// <summary>The oldest one.</summary>
    Task<MailRequest?> FindNextAsync(CancellationToken ct);

    /// <returns>Whether it was this call that took the request away.</returns>
    Task<bool> TryDeleteAsync(Guid id, CancellationToken ct);
}
