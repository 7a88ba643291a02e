using IdpMfa.Core.Totp;
using IdpMfa.Web.Resources;
using Microsoft.Extensions.Localization;

namespace IdpMfa.Web.Pages.Mfa;

/// <summary>Says how far a phone's clock is off, and how to mend it.</summary>
internal static class ClockWords
{
    public static string Describe(IStringLocalizer<Words> text, ClockDrift drift)
    {
        var key = $"Clock.{(drift.IsFast ? "Fast" : "Slow")}{(drift.Minutes == 1 ? "One" : "Many")}";
        return $"{text[key, drift.Minutes]} {text["Clock.Mend"]}";
    }
}
