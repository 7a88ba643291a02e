using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace IdpMfa.Core.Administration;

/// <summary>The token of the link that <c>recover-admin</c> prints: 256 random bits.</summary>
public sealed record AdminRecoveryToken
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public const int HashVersion = 1;

    private const int Bytes = 32;
    private const int TextLength = 43;

    private readonly string _text;

    private AdminRecoveryToken(string text) => _text = text;

    public static AdminRecoveryToken CreateRandom() =>
        new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <returns>Null where it is no such token.</returns>
    public static AdminRecoveryToken? TryParse(string? text) =>
        text is { Length: TextLength } && Base64Url.IsValid(text) ? new AdminRecoveryToken(text) : null;

    /// <summary>For the link, which is shown once.</summary>
    public string ToLinkText() => _text;

    /// <summary>What is stored: random as it is, one fast hash is enough.</summary>
    public byte[] Hash() =>
        HMACSHA256.HashData(
            Encoding.UTF8.GetBytes($"IdpMfa admin recovery v{HashVersion}"),
            Encoding.ASCII.GetBytes(_text)
        );

    public override string ToString() => nameof(AdminRecoveryToken);
}
