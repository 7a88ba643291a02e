using IdpMfa.Core.Users;

namespace IdpMfa.Core.Mail;

/// <summary>A mailed link or code that may be used once. Of each kind a user has one at most: a newer one ends the older.</summary>
public sealed class MailLink
{
    public required Guid Id { get; init; }

    public required MailKind Kind { get; init; }

    public required UserId UserId { get; init; }

    /// <summary>Of a <see cref="MailToken"/> or a <see cref="MailCode"/>.</summary>
    public required byte[] Hash { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>How often something was typed for it; the right thing counts too.</summary>
    public int Tries { get; init; }

    /// <summary>The session that asked for it; when that is revoked, this is dead.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>The new address, of those that are about one.</summary>
    public string? Detail { get; init; }

    /// <summary>Not used and not expired.</summary>
    public bool IsAlive(DateTimeOffset now) => UsedAt is null && now < ExpiresAt;
}
