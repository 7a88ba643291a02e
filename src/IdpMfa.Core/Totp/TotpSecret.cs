using System.Security.Cryptography;
using OtpNet;

namespace IdpMfa.Core.Totp;

/// <summary>The key that an authenticator app shares with us. Its bytes live in local variables only.</summary>
public sealed class TotpSecret
{
    /// <summary>RFC 4226 §4 R6 demands 128 bits and recommends 160.</summary>
    public const int NewKeyLength = 20;

    public const int MinKeyLength = 16;

    private readonly byte[] _key;

    private TotpSecret(byte[] key) => _key = key;

    public ReadOnlySpan<byte> Key => _key;

    public static TotpSecret CreateRandom() => new(RandomNumberGenerator.GetBytes(NewKeyLength));

    /// <exception cref="ArgumentException">The key is shorter than <see cref="MinKeyLength"/> bytes.</exception>
    public static TotpSecret FromKey(ReadOnlySpan<byte> key)
    {
        if (key.Length < MinKeyLength)
        {
            throw new ArgumentException($"A TOTP key has at least {MinKeyLength} bytes.", nameof(key));
        }

        return new TotpSecret(key.ToArray());
    }

    /// <summary>Reads a key in base32 (RFC 4648 §6), upper or lower case, with or without padding and spaces.</summary>
    /// <returns>False where it is not base32 or shorter than <see cref="MinKeyLength"/> bytes.</returns>
    public static bool TryParseBase32(string text, out TotpSecret? secret)
    {
        secret = null;
        var compact = text.Replace(" ", "", StringComparison.Ordinal).TrimEnd('=');

        // Checked before the case changes: U+017F (long s) would become S.
        if (compact.Length == 0 || compact.Any(c => !char.IsAsciiLetter(c) && c is not (>= '2' and <= '7')))
        {
            return false;
        }

        var key = Base32Encoding.ToBytes(compact.ToUpperInvariant());
        if (key.Length < MinKeyLength)
        {
            return false;
        }

        secret = new TotpSecret(key);
        return true;
    }

    /// <summary>The key in base32 without padding, as otpauth links and people want it.</summary>
    public string ToBase32() => Base32Encoding.ToString(_key).TrimEnd('=');

    public override string ToString() => nameof(TotpSecret);
}
