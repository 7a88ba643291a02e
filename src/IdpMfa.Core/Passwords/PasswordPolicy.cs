using System.Text;
using IdpMfa.Core.Enforcement;
using Zxcvbn;

namespace IdpMfa.Core.Passwords;

/// <summary>Which new passwords are taken. Pure. It binds people who choose one, never what an operator provisions.</summary>
/// <remarks>NIST SP 800-63B-4 §3.1.1.2: length and a blocklist, and no rules of composition.</remarks>
public static class PasswordPolicy
{
    /// <summary>Where the password may be all that somebody gives.</summary>
    public const int MinLengthAlone = 15;

    /// <summary>Where the tenant enforces MFA.</summary>
    public const int MinLengthWithMfa = 8;

    public const int MaxLength = 256;

    /// <summary>What is longer as typed is nobody's password and is not hashed.</summary>
    public const int MaxTypedLength = 1024;

    /// <summary>The blocklist knows nothing longer, and its time grows with the length.</summary>
    private const int MaxEstimatedLength = 100;

    /// <summary>Fewer guesses than this many bits: among the first few thousand that anybody tries.</summary>
    private const double MinEntropy = 14;

    private const string OwnWords = "user_inputs";

    public static int MinLength(MfaEnforcement enforcement) =>
        enforcement == MfaEnforcement.Enforced ? MinLengthWithMfa : MinLengthAlone;

    /// <param name="password">As typed.</param>
    /// <param name="minLength">By <see cref="MinLength"/>.</param>
    /// <param name="ownWords">User name, address, tenant and product.</param>
    public static PasswordVerdict Evaluate(string password, int minLength, IEnumerable<string> ownWords)
    {
        if (password.Length > MaxTypedLength)
        {
            return new PasswordVerdict.TooLong(MaxLength);
        }

        var normalized = Normalize(password);
        var length = normalized.EnumerateRunes().Count();
        if (length < minLength)
        {
            return new PasswordVerdict.TooShort(minLength);
        }

        if (length > MaxLength)
        {
            return new PasswordVerdict.TooLong(MaxLength);
        }

        var estimated = normalized.Length > MaxEstimatedLength ? normalized[..MaxEstimatedLength] : normalized;
        var words = ownWords.SelectMany(Parts).Where(word => word.Length > 2).ToList();
        var estimate = Zxcvbn.Zxcvbn.MatchPassword(estimated, words);
        if (IsMadeOfOwnWords(estimate))
        {
            return new PasswordVerdict.NamesOwner();
        }

        return estimate.Entropy < MinEntropy
            ? new PasswordVerdict.Common()
            : new PasswordVerdict.Accepted(
                estimate.Score switch
                {
                    >= 4 => PasswordStrength.Strong,
                    >= 2 => PasswordStrength.Fair,
                    _ => PasswordStrength.Weak,
                }
            );
    }

    /// <summary>One form for the same text, however the keyboard composes it; compared and hashed in this form only.</summary>
    public static string Normalize(string password)
    {
        try
        {
            return password.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // A lone surrogate is no text; it stays what it is.
            return password;
        }
    }

    /// <summary>An own word is in it, and what is left has no more than three letters or digits.</summary>
    private static bool IsMadeOfOwnWords(Result estimate)
    {
        var own = estimate.MatchSequence.Where(match =>
            match is Zxcvbn.Matcher.DictionaryMatch { DictionaryName: OwnWords }
        );
        var rest = estimate.MatchSequence.Except(own).Sum(match => match.Token.Count(char.IsLetterOrDigit));
        return own.Any() && rest <= 3;
    }

    /// <summary>The word, and of an address its parts too.</summary>
    private static IEnumerable<string> Parts(string word) => [word, .. word.Split('@', '.', ' ', '-', '_')];
}
