using System.Text;
using Microsoft.AspNetCore.Identity;

namespace IdpMfa.Web.Identity;

/// <summary>
/// User names and mail addresses are compared ignoring case and Unicode form: full-width letters, ligatures and composed
/// accents are the same name in every spelling.
/// </summary>
public sealed class UnicodeLookupNormalizer : ILookupNormalizer
{
    public string? NormalizeName(string? name) => Normalize(name);

    public string? NormalizeEmail(string? email) => Normalize(email);

    private static string? Normalize(string? text)
    {
        if (text is null)
        {
            return null;
        }

        // A lone surrogate or a non-character is no text; such a name is nobody's.
        try
        {
            return text.Normalize(NormalizationForm.FormKC).ToUpperInvariant();
        }
        catch (ArgumentException)
        {
            return "\uFFFD";
        }
    }
}
