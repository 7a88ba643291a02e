using System.Text.RegularExpressions;

namespace IdpMfa.Server.Provisioning.Reading;

/// <summary>What texts of the file must look like.</summary>
internal static partial class TextRules
{
    /// <summary>Words that people read: no blank ends and no control characters.</summary>
    public static void CheckWords(this JsonObjectReader reader, string member, string? text, int maxLength = 256)
    {
        if (text is null)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            reader.Refuse(member, "is blank");
        }
        else if (text.Length > maxLength)
        {
            reader.Refuse(member, $"is longer than {maxLength} characters");
        }
        else if (
            text.Any(char.IsControl)
            || text.Contains('\uFFFD', StringComparison.Ordinal)
            || text.Trim().Length != text.Length
        )
        {
            reader.Refuse(member, "has control characters, or a space at its start or end");
        }
    }

    /// <summary>Ids that go into addresses and requests.</summary>
    public static void CheckId(this JsonObjectReader reader, string member, string? text, int maxLength)
    {
        if (text is null)
        {
            return;
        }

        if (text.Length > maxLength)
        {
            reader.Refuse(member, $"is longer than {maxLength} characters");
        }
        else if (!IdPattern().IsMatch(text))
        {
            reader.Refuse(member, "may have letters, digits, '.', '_' and '-' only, and begins with a letter or digit");
        }
    }

    /// <summary>RFC 6749 §3.3: what a scope's name may be made of.</summary>
    public static bool IsToken(string text) => TokenPattern().IsMatch(text);

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"^[\x21\x23-\x5B\x5D-\x7E]+\z")]
    private static partial Regex TokenPattern();
}
