using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace IdpMfa.Core.Mail;

/// <summary>What makes a mailed link good: 256 random bits.</summary>
public sealed record MailToken
{
    public const int HashLength = SHA256.HashSizeInBytes;

    private const int HashVersion = 1;
    private const int Bytes = 32;
    private const int TextLength = 43;

    private readonly byte[] _bytes;

    private MailToken(byte[] bytes) => _bytes = bytes;

    public static MailToken CreateRandom() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <returns>Null where the text is no token.</returns>
    public static MailToken? TryParse(string? text)
    {
        if (text is not { Length: TextLength } || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            return null;
        }

        var bytes = new byte[Bytes];
        return
            Base64Url.TryDecodeFromChars(text, bytes, out var written)
            && written == Bytes
            // The last character has spare bits: one token has one spelling.
            && string.Equals(Base64Url.EncodeToString(bytes), text, StringComparison.Ordinal)
            ? new MailToken(bytes)
            : null;
    }

    /// <summary>The token as the link carries it.</summary>
    public string ToUrlString() => Base64Url.EncodeToString(_bytes);

    /// <summary>What is stored: keyed by purpose, so that a token for one thing is none for another.</summary>
    public byte[] Hash(MailKind kind) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes($"IdpMfa mail link v{HashVersion}:{kind}"), _bytes);

    public override string ToString() => nameof(MailToken);
}
