using System.Security.Cryptography;
using IdpMfa.Core.Secrets;

namespace IdpMfa.Core.SetUp;

/// <summary>
/// What an administrator hands to a user who can't prove a mailbox: 12 characters of Crockford base32, 60 random bits.
/// Shown as <c>0123-4567-89AB</c>, once.
/// </summary>
public sealed record EnrolmentPass
{
    public const int Length = 12;

    /// <summary>Long enough to read it out on the telephone, short enough to be worth little to a finder.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>Longer input is never a pass; it is not even looked at.</summary>
    private const int MaxTypedLength = 64;

    private EnrolmentPass(string canonical) => Canonical = canonical;

    /// <summary>The characters without dashes. For hashing only.</summary>
    internal string Canonical { get; }

    public static EnrolmentPass CreateRandom() => new(RandomNumberGenerator.GetString(CrockfordText.Alphabet, Length));

    /// <summary>Reads a pass as people type it: any case, spaces and dashes anywhere, O for 0, I and L for 1.</summary>
    /// <returns>Null where it is not 12 such characters.</returns>
    public static EnrolmentPass? TryParse(string? typed)
    {
        if (typed is null || typed.Length > MaxTypedLength)
        {
            return null;
        }

        var compact = string.Concat(typed.Where(character => !char.IsWhiteSpace(character) && character != '-'));
        return CrockfordText.TryCanonicalize(compact, Length) is { } canonical ? new EnrolmentPass(canonical) : null;
    }

    /// <summary>The pass in groups of four, to be shown once.</summary>
    public string ToDisplayString() => CrockfordText.InGroups(Canonical);

    public override string ToString() => nameof(EnrolmentPass);
}
