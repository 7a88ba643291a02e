using System.Security.Cryptography;
using IdpMfa.Core.Secrets;

namespace IdpMfa.Core.Recovery;

/// <summary>
/// A one-time fallback for a lost phone: 24 characters of Crockford base32, of which the last is a Luhn mod 32 check
/// character; 115 random bits. Shown as <c>0123-4567-89AB-CDEF-GHJK-MNPV</c>.
/// </summary>
public sealed record RecoveryToken
{
    public const int Length = 24;

    private const string Alphabet = CrockfordText.Alphabet;

    private RecoveryToken(string canonical) => Canonical = canonical;

    /// <summary>The 24 characters without dashes. For hashing only.</summary>
    internal string Canonical { get; }

    public static RecoveryToken CreateRandom()
    {
        var body = RandomNumberGenerator.GetString(Alphabet, Length - 1);
        return new RecoveryToken(body + CheckCharacter(body));
    }

    /// <summary>Reads a token as people type it: any case, spaces and dashes anywhere, O for 0, I and L for 1.</summary>
    /// <returns>False where it is not 24 such characters or the check character is wrong.</returns>
    public static bool TryParse(string text, out RecoveryToken? token)
    {
        var compact = text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        var canonical = TryCanonicalize(compact);
        token =
            canonical is not null && canonical[^1] == CheckCharacter(canonical[..^1])
                ? new RecoveryToken(canonical)
                : null;
        return token is not null;
    }

    /// <summary>The token in groups of four, to be shown once to its owner.</summary>
    public string ToDisplayString() => CrockfordText.InGroups(Canonical);

    public override string ToString() => nameof(RecoveryToken);

    /// <summary>Maps 24 characters to Crockford's alphabet, or answers null where one isn't in it.</summary>
    internal static string? TryCanonicalize(string compact) => CrockfordText.TryCanonicalize(compact, Length);

    /// <summary>Luhn mod 32 over Crockford values, the rightmost body character doubled.</summary>
    internal static char CheckCharacter(string body)
    {
        var sum = 0;
        var isDoubled = true;
        for (var i = body.Length - 1; i >= 0; i--)
        {
            var addend = Alphabet.IndexOf(body[i], StringComparison.Ordinal) * (isDoubled ? 2 : 1);
            sum += (addend / Alphabet.Length) + (addend % Alphabet.Length);
            isDoubled = !isDoubled;
        }

        return Alphabet[(Alphabet.Length - (sum % Alphabet.Length)) % Alphabet.Length];
    }
}
