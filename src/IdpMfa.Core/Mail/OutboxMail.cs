using IdpMfa.Core.Secrets;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Mail;

/// <summary>A mail as it waits to be sent. It commits together with the change that it tells of.</summary>
public sealed class OutboxMail
{
    /// <summary>Names the mail in its Message-ID, so that a second sending by a killed node can be told.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required MailKind Kind { get; init; }

    /// <summary>Whom the mail is about; mostly also who gets it.</summary>
    public required UserId UserId { get; init; }

    public required string TenantId { get; init; }

    /// <summary>The address as it was when the mail was queued.</summary>
    public required string To { get; init; }

    /// <summary>The token of a link, or a code to type; encrypted under <see cref="SecretPurpose.MailSecret"/> for <see cref="UserId"/>.</summary>
    public ProtectedSecret? Secret { get; init; }

    /// <summary>One more word that the text needs, for example a new address; never a secret.</summary>
    public string? Detail { get; init; }

    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>Not sent after this: its link or code is dead. Null for what stays true.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it may be tried next; moves on at each failure, and while a node is sending it.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset? SentAt { get; init; }
}
