using IdpMfa.Core.Users;

namespace IdpMfa.Core.Mail;

/// <summary>Mailed links and codes.</summary>
public interface IMailLinkStore
{
    /// <summary>Adds a link, and deletes the user's earlier ones of this kind.</summary>
    Task ReplaceAsync(MailLink link, CancellationToken ct);

    /// <summary>Finds a link by its hash, whether alive or not.</summary>
    Task<MailLink?> FindAsync(MailKind kind, byte[] hash, CancellationToken ct);

    /// <summary>Finds the user's link of this kind, whether alive or not.</summary>
    Task<MailLink?> FindAsync(MailKind kind, UserId user, CancellationToken ct);

    /// <summary>Adds 1 to the tries of a living link where they are below <paramref name="maxTries"/>.</summary>
    Task<bool> TryChargeAsync(Guid id, int maxTries, DateTimeOffset now, CancellationToken ct);

    /// <returns>Whether it was this call that used the link, which was alive.</returns>
    Task<bool> TryUseAsync(Guid id, DateTimeOffset now, CancellationToken ct);

    /// <summary>Ends the user's links of all kinds, but for one that is being used.</summary>
    Task DeleteAllAsync(UserId user, Guid? exceptId, CancellationToken ct);

    /// <summary>Ends the user's links of one kind.</summary>
    Task DeleteAsync(UserId user, MailKind kind, CancellationToken ct);
}
