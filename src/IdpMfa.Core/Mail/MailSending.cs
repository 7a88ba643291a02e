namespace IdpMfa.Core.Mail;

/// <summary>What came of a turn of the outbox.</summary>
public abstract record MailSending
{
    private MailSending() { }

    /// <summary>No mail is due.</summary>
    public sealed record Nothing : MailSending;

    public sealed record Sent(Guid MailId, MailKind Kind) : MailSending;

    /// <param name="MailId">Which mail.</param>
    /// <param name="Attempts">How often it was tried.</param>
    /// <param name="NextAt">When it is tried again.</param>
    /// <param name="Reason">For the log; no address, no content.</param>
    public sealed record Failed(Guid MailId, int Attempts, DateTimeOffset NextAt, string Reason) : MailSending;

    /// <summary>Its user is gone.</summary>
    public sealed record Dropped(Guid MailId) : MailSending;
}
