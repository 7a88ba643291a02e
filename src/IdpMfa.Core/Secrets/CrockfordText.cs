using System.Text;

namespace IdpMfa.Core.Secrets;

/// <summary>Crockford's base32 as people type it: any case, O for 0, I and L for 1.</summary>
internal static class CrockfordText
{
    public const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Maps exactly <paramref name="length"/> characters to the alphabet, or answers null where one isn't in it.</summary>
    public static string? TryCanonicalize(string compact, int length)
    {
        // Checked before the case changes: U+017F (long s) would become S.
        if (compact.Length != length || !Ascii.IsValid(compact))
        {
            return null;
        }

        var canonical = new char[length];
        for (var i = 0; i < length; i++)
        {
            canonical[i] = char.ToUpperInvariant(compact[i]) switch
            {
                'O' => '0',
                'I' or 'L' => '1',
                var other => other,
            };

            if (!Alphabet.Contains(canonical[i], StringComparison.Ordinal))
            {
                return null;
            }
        }

        return new string(canonical);
    }

    /// <summary>The characters in groups of four.</summary>
    public static string InGroups(string canonical) =>
        string.Join('-', canonical.Chunk(4).Select(group => new string(group)));
}
