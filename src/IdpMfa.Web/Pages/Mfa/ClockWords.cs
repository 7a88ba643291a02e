using IdpMfa.Core.Totp;
using IdpMfa.Web.Resources;
using Microsoft.Extensions.Localization;

namespace IdpMfa.Web.Pages.Mfa;

/// <summary>Says how far a phone's clock is off, and how to mend it.</summary>
internal static class ClockWords
{
    public static string Describe(IStringLocalizer<Words> text, ClockDrift drift)
    {
        var off = (drift.IsFast, drift.Minutes) switch
        {
            (true, 1) => text["Clock.FastOne", 1],
            (true, _) => text["Clock.FastMany", drift.Minutes],
            (false, 1) => text["Clock.SlowOne", 1],
            (false, _) => text["Clock.SlowMany", drift.Minutes],
        };
        return $"{off} {text["Clock.Mend"]}";
    }
}
