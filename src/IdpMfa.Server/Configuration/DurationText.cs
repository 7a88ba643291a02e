using System.Globalization;
using System.Text.RegularExpressions;

namespace IdpMfa.Server.Configuration;

/// <summary>
/// Durations as <c>hh:mm:ss</c> or <c>d.hh:mm:ss</c>. Without days the hours may exceed 23: <c>72:00:00</c> is three days,
/// where <see cref="TimeSpan.Parse(string)"/> would read 72 days.
/// </summary>
internal static partial class DurationText
{
    public const string Form = "hh:mm:ss or d.hh:mm:ss";

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var match = Pattern().Match(text.Trim());
        if (!match.Success)
        {
            return false;
        }

        var days = match.Groups["d"].Success ? Number(match, "d") : 0;
        var hours = Number(match, "h");
        if (match.Groups["d"].Success && hours > 23)
        {
            return false;
        }

        duration = new TimeSpan(days, hours, Number(match, "m"), Number(match, "s"));
        return true;
    }

    private static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:(?<d>[0-9]{1,5})\.)?(?<h>[0-9]{2,4}):(?<m>[0-5][0-9]):(?<s>[0-5][0-9])$")]
    private static partial Regex Pattern();
}
