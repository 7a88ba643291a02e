using IdpMfa.Core.Secrets;

namespace IdpMfa.Core.Mail;

/// <summary>
/// Somebody typed a name and wants a mail. Whether the name is anybody's is looked at later and elsewhere: the page does the
/// same for every name, so neither its answer nor its time can tell.
/// </summary>
public sealed class MailRequest
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary><see cref="MailKind.Unlock"/> or <see cref="MailKind.PasswordReset"/>.</summary>
    public required MailKind Kind { get; init; }

    /// <summary>What was typed, encrypted: people type passwords into the wrong field.</summary>
    public required ProtectedSecret Name { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Where the request came from, for the audit.</summary>
    public string? Address { get; init; }
}
