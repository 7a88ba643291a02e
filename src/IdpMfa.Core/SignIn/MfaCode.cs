using System.Globalization;
using System.Text;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Totp;

namespace IdpMfa.Core.SignIn;

/// <summary>What was typed in the one field of the MFA step. The user never chooses which kind it is.</summary>
public abstract record MfaCode
{
    /// <summary>Longer input is never a code; it is not even normalized.</summary>
    private const int MaxTypedLength = 256;

    private MfaCode() { }

    /// <summary>Which factor the attempt is charged against.</summary>
    public abstract FactorKind Kind { get; }

    public sealed record Totp(TotpCode Code) : MfaCode
    {
        public override FactorKind Kind => FactorKind.Totp;

        public override string ToString() => nameof(Totp);
    }

    /// <summary>24 characters of a recovery token's alphabet; <see cref="Token"/> is null where the check character is wrong.</summary>
    public sealed record Recovery(RecoveryToken? Token) : MfaCode
    {
        public override FactorKind Kind => FactorKind.Recovery;

        public override string ToString() => nameof(Recovery);
    }

    public sealed record Other : MfaCode
    {
        public override FactorKind Kind => FactorKind.None;
    }

    /// <summary>
    /// Reads what people, password managers and clipboards put into the field: spaces, dashes and line breaks anywhere,
    /// digits of any script.
    /// </summary>
    public static MfaCode Parse(string? typed)
    {
        if (typed is null || typed.Length > MaxTypedLength)
        {
            return new Other();
        }

        var compact = Compact(typed);
        if (compact.Length == TotpAlgorithm.Digits && compact.All(char.IsAsciiDigit))
        {
            return new Totp(new TotpCode(compact));
        }

        if (RecoveryToken.TryCanonicalize(compact) is { } canonical)
        {
            return new Recovery(RecoveryToken.TryParse(canonical, out var token) ? token : null);
        }

        return new Other();
    }

    /// <summary>The code as one string, to recognise a double click by; never stored or logged as it is.</summary>
    internal string Canonical() =>
        this switch
        {
            Totp totp => totp.Code.Value,
            Recovery { Token: { } token } => token.Canonical,
            _ => "",
        };

    private static string Compact(string typed)
    {
        var compact = new StringBuilder(typed.Length);
        foreach (var rune in typed.EnumerateRunes())
        {
            if (IsIgnored(rune))
            {
                continue;
            }

            var digit = Rune.IsDigit(rune) ? (int)Rune.GetNumericValue(rune) : -1;
            compact.Append(digit >= 0 ? (char)('0' + digit) : ToAscii(rune));
        }

        return compact.ToString();
    }

    /// <summary>Spaces, line breaks, zero-width characters and every kind of dash.</summary>
    private static bool IsIgnored(Rune rune) =>
        Rune.IsWhiteSpace(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.DashPunctuation or UnicodeCategory.Format
        || rune.Value is 0x2212; // minus sign

    /// <summary>Full-width letters as ASCII; anything else outside ASCII makes the input no code.</summary>
    private static char ToAscii(Rune rune) =>
        rune.Value switch
        {
            >= 0xFF21 and <= 0xFF3A or >= 0xFF41 and <= 0xFF5A => (char)(rune.Value - 0xFEE0),
            > 0x20 and < 0x7F => (char)rune.Value,
            _ => '?',
        };
}
