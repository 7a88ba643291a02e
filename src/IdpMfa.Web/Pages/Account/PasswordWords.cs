using IdpMfa.Core.Passwords;
using IdpMfa.Web.Resources;
using Microsoft.Extensions.Localization;

namespace IdpMfa.Web.Pages.Account;

/// <summary>Says why a new password is not taken, or how good it is.</summary>
internal static class PasswordWords
{
    public static string Describe(this IStringLocalizer<Words> text, PasswordVerdict verdict) =>
        verdict switch
        {
            PasswordVerdict.TooShort refused => text["Password.TooShort", refused.MinLength],
            PasswordVerdict.TooLong refused => text["Password.TooLong", refused.MaxLength],
            PasswordVerdict.NamesOwner => text["Password.NamesOwner"],
            _ => text["Password.Common"],
        };

    public static string Describe(this IStringLocalizer<Words> text, PasswordStrength strength) =>
        strength switch
        {
            PasswordStrength.Strong => text["Password.Strong"],
            PasswordStrength.Fair => text["Password.Fair"],
            _ => text["Password.Weak"],
        };
}
