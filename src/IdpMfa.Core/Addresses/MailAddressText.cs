using System.Net.Mail;

namespace IdpMfa.Core.Addresses;

/// <summary>Reads a mail address that somebody typed.</summary>
public static class MailAddressText
{
    public const int MaxLength = 254; // RFC 5321 §4.5.3.1.3, without the brackets

    /// <returns>The address without surrounding spaces; null where it is none.</returns>
    public static string? TryRead(string? typed)
    {
        var text = typed?.Trim();
        return
            text is { Length: > 2 and <= MaxLength }
            && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';' or '"')
            && MailAddress.TryCreate(text, out var address)
            && string.Equals(address.Address, text, StringComparison.Ordinal)
            && address.Host.Contains('.', StringComparison.Ordinal)
            ? text
            : null;
    }
}
