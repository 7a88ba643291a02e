using IdpMfa.Core.Users;

namespace IdpMfa.Core.Mail;

/// <summary>Counts mails. One conditional UPDATE decides.</summary>
public interface IMailAllowanceStore
{
    /// <summary>
    /// Writes <paramref name="now"/> as the last of three instants, where the oldest of them is missing or not after
    /// <paramref name="notAfter"/>.
    /// </summary>
    /// <returns>False where the user had three mails of that kind since, or no row yet.</returns>
    Task<bool> TryTakeAsync(
        UserId user,
        MailKind kind,
        DateTimeOffset notAfter,
        DateTimeOffset now,
        CancellationToken ct
    );

    /// <summary>Makes the row of a user who has none yet; harmless if another node was faster.</summary>
    /// <returns>Whether there was none.</returns>
    Task<bool> EnsureExistsAsync(UserId user, MailKind kind, CancellationToken ct);
}
