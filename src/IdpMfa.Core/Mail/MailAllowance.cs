using IdpMfa.Core.Users;

namespace IdpMfa.Core.Mail;

/// <summary>When the last few mails of one kind were queued for one user.</summary>
public sealed class MailAllowance
{
    public required UserId UserId { get; init; }

    public required MailKind Kind { get; init; }

    public DateTimeOffset? Last { get; init; }

    public DateTimeOffset? SecondLast { get; init; }

    public DateTimeOffset? ThirdLast { get; init; }
}
