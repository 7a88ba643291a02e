using System.Text.RegularExpressions;
using MimeKit;

namespace IdpMfa.IntegrationTests.Mail;

/// <summary>A mail as its reader's server has it.</summary>
internal sealed partial record ReceivedMail(MimeMessage Message, string To, bool IsEncrypted, bool IsAuthenticated)
{
    public string Subject => Message.Subject ?? "";

    public string Text => Message.TextBody ?? "";

    public string Html => Message.HtmlBody ?? "";

    public string MessageId => Message.MessageId ?? "";

    /// <summary>The link that it carries, as path and query.</summary>
    public string Link =>
        new Uri(
            LinkWithToken().Match(Text) is { Success: true } match
                ? match.Value
                : throw new InvalidOperationException($"No link: {Text}")
        ).PathAndQuery;

    /// <summary>The eight digits that it carries.</summary>
    public string Code =>
        EightDigits().Match(Text) is { Success: true } match
            ? match.Value
            : throw new InvalidOperationException($"No code: {Text}");

    [GeneratedRegex(@"https?://\S+\?token=[A-Za-z0-9_-]{43}")]
    private static partial Regex LinkWithToken();

    [GeneratedRegex(@"(?m)^[0-9]{4} [0-9]{4}\r?$")]
    private static partial Regex EightDigits();
}
