using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Mail;

/// <summary>Eight digits that prove a mailbox: mailed, and typed on a page within <see cref="Lifetime"/>.</summary>
/// <remarks>
/// 26 bits: good against guessing only together with <see cref="MaxTries"/>, a short life and a <see cref="MailLimit"/>.
/// </remarks>
public sealed record MailCode
{
    public const int Digits = 8;

    /// <summary>Wrong tries that use a code up.</summary>
    public const int MaxTries = 5;

    public const int HashLength = SHA256.HashSizeInBytes;

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Longer input is never a code.</summary>
    private const int MaxTypedLength = 64;

    private const int HashVersion = 1;

    private readonly string _digits;

    private MailCode(string digits) => _digits = digits;

    public static MailCode CreateRandom() =>
        new(RandomNumberGenerator.GetInt32(100_000_000).ToString("D8", CultureInfo.InvariantCulture));

    /// <summary>Reads what was typed; spaces and dashes are ignored, digits of any script are digits.</summary>
    public static MailCode? TryParse(string? typed)
    {
        if (typed is null || typed.Length > MaxTypedLength)
        {
            return null;
        }

        var digits = new StringBuilder(Digits);
        foreach (var rune in typed.EnumerateRunes())
        {
            if (Rune.IsDigit(rune))
            {
                digits.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
            }
            else if (!IsIgnored(rune))
            {
                return null;
            }
        }

        return digits.Length == Digits ? new MailCode(digits.ToString()) : null;
    }

    /// <summary>The code as a mail shows it, in two groups of four.</summary>
    public string ToDisplayString() => $"{_digits[..4]} {_digits[4..]}";

    /// <summary>What is stored of a code: keyed by what it is for, whose it is, and the row that it belongs to.</summary>
    public byte[] Hash(MailKind kind, UserId user, Guid scope) =>
        HMACSHA256.HashData(
            Encoding.UTF8.GetBytes($"IdpMfa mail code v{HashVersion}:{kind}:{user}:{scope:N}"),
            Encoding.ASCII.GetBytes(_digits)
        );

    /// <summary>Whether this is the code whose hash is stored; takes the same time either way.</summary>
    public bool Matches(ReadOnlySpan<byte> hash, MailKind kind, UserId user, Guid scope) =>
        CryptographicOperations.FixedTimeEquals(hash, Hash(kind, user, scope));

    public override string ToString() => nameof(MailCode);

    private static bool IsIgnored(Rune rune) =>
        Rune.IsWhiteSpace(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format
        || rune.Value is 0x2212; // minus sign
}
