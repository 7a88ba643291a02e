using IdpMfa.Core.Enforcement;
using IdpMfa.Server.Configuration;

namespace IdpMfa.Server.Provisioning.Reading;

/// <summary>Members whose value is one of a few words.</summary>
internal static class Choices
{
    // Section 6 of the contract: these also answer to mfa.
    private const string PapeMultiFactor = "http://schemas.openid.net/pape/policies/2007/06/multi-factor";
    private const string RefedsMfa = "https://refeds.org/profile/mfa";

    private static readonly string[] _acrNames =
    [
        AcrNames.Password,
        AcrNames.Recovery,
        AcrNames.Mfa,
        AcrNames.PhishingResistant,
        PapeMultiFactor,
        RefedsMfa,
    ];

    /// <summary>A member of an enum, in any case.</summary>
    public static TChoice Choice<TChoice>(this JsonObjectReader reader, string member, TChoice fallback)
        where TChoice : struct, Enum
    {
        if (reader.Text(member) is not { } text)
        {
            return fallback;
        }

        var names = Enum.GetNames<TChoice>();
        var index = Array.FindIndex(names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
        {
            return Enum.Parse<TChoice>(names[index]);
        }

        reader.Refuse(
            member,
            $"is '{text}'; write {string.Join(" or ", names.Select(name => name.ToLowerInvariant()))}"
        );
        return fallback;
    }

    public static AcrLevel? Acr(this JsonObjectReader reader, string member)
    {
        if (reader.Text(member) is not { } text)
        {
            return null;
        }

        var level = text is PapeMultiFactor or RefedsMfa ? AcrLevel.Mfa : AcrNames.Find(text);
        if (level is null)
        {
            reader.Refuse(member, $"is '{text}'; write null or one of {string.Join(", ", _acrNames)}");
        }

        return level;
    }

    public static TimeSpan Duration(this JsonObjectReader reader, string member)
    {
        if (reader.Text(member) is not { } text)
        {
            return TimeSpan.Zero;
        }

        if (!DurationText.TryParse(text, out var duration))
        {
            reader.Refuse(member, $"is '{text}'; write a duration as {DurationText.Form}");
        }

        return duration;
    }
}
