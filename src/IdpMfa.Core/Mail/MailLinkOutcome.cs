namespace IdpMfa.Core.Mail;

/// <summary>What came of a form behind a mailed link.</summary>
public abstract record MailLinkOutcome
{
    private MailLinkOutcome() { }

    /// <summary>Also the answer to a double click.</summary>
    public sealed record Done : MailLinkOutcome;

    /// <summary>Not what was asked for; the link can be tried again.</summary>
    public sealed record Refused : MailLinkOutcome;

    /// <summary>Unknown, used, expired, replaced or tried too often.</summary>
    public sealed record Dead : MailLinkOutcome;
}
