using System.Globalization;
using IdpMfa.Core.Administration;
using IdpMfa.Web.Resources;
using Microsoft.Extensions.Localization;

namespace IdpMfa.Web.Pages.Admin;

/// <summary>Puts states and times into the words of the admin pages.</summary>
internal sealed class AdminFormat(IStringLocalizer<Words> text)
{
    public static string Time(DateTimeOffset instant) =>
        $"{instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC";

    public string TimeOrNever(DateTimeOffset? instant) =>
        instant is { } known ? Time(known) : text["AdminUser.Never"].Value;

    /// <summary>Sessions remember a sign-in for some 90 days.</summary>
    public string LastSignIn(UserOverview user) =>
        user.State.LastSignInAt is { } at ? Time(at) : text["AdminUser.NotLately"].Value;

    public string Mfa(UserOverview user) =>
        (user.State.HasFactor, user.State.SignIn?.MustEnrol ?? false) switch
        {
            (true, _) => text["AdminUser.MfaOn"],
            (false, true) => text["AdminUser.MfaMustEnrol"],
            _ => text["AdminUser.MfaOff"],
        };

    /// <summary>What is special about a user's sign-in: administrator, locked, disabled.</summary>
    public IEnumerable<string> Marks(UserOverview user)
    {
        if (user.Account.IsAdmin)
        {
            yield return text["AdminUser.IsAdmin"];
        }

        if (user.State.IsLocked)
        {
            yield return text["AdminUser.IsLocked"];
        }

        if (user.Account.IsDisabled)
        {
            yield return text["AdminUser.IsDisabled"];
        }
    }
}
