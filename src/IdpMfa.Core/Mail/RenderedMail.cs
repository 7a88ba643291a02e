namespace IdpMfa.Core.Mail;

/// <summary>A mail as its reader sees it. It may carry a link that is a secret, so it prints nothing.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Text">The body as plain text.</param>
/// <param name="Html">The same as HTML.</param>
public sealed record RenderedMail(string Subject, string Text, string Html)
{
    public override string ToString() => nameof(RenderedMail);
}
