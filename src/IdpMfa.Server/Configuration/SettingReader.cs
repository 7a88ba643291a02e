using System.Globalization;

namespace IdpMfa.Server.Configuration;

/// <summary>Reads single values and notes what is wrong with them. A blank value counts as not set.</summary>
internal sealed class SettingReader(IConfiguration configuration, ICollection<string> problems)
{
    public bool IsSet(string key) => Text(key) is not null;

    public bool IsSectionSet(string section) =>
        configuration.GetSection(section).AsEnumerable().Any(pair => !string.IsNullOrWhiteSpace(pair.Value));

    public string? Text(string key) => configuration[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    public bool? Flag(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (bool.TryParse(text, out var flag))
        {
            return flag;
        }

        problems.Add($"{key} is '{text}'; write true or false");
        return null;
    }

    public int? Whole(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        problems.Add($"{key} is '{text}'; write a whole number");
        return null;
    }

    public TimeSpan? Duration(string key)
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        if (DurationText.TryParse(text, out var duration))
        {
            return duration;
        }

        problems.Add($"{key} is '{text}'; write a duration as {DurationText.Form}");
        return null;
    }

    public TChoice? Choice<TChoice>(string key)
        where TChoice : struct, Enum
    {
        if (Text(key) is not { } text)
        {
            return null;
        }

        // Enum.TryParse alone would take numbers and combinations too.
        var names = Enum.GetNames<TChoice>();
        if (names.FirstOrDefault(name => name.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            return Enum.Parse<TChoice>(known);
        }

        problems.Add($"{key} is '{text}'; write {string.Join(" or ", names)}");
        return null;
    }

    /// <summary>A list as <c>Key:0</c>, <c>Key:1</c>… or one value with commas.</summary>
    public IReadOnlyList<string> List(string key)
    {
        var entries = configuration.GetSection(key).GetChildren().Select(child => child.Value).ToList();
        if (Text(key) is { } text)
        {
            if (entries.Count > 0)
            {
                problems.Add($"{key} is written both as one value and as {key}:0…; keep one of them");
            }

            entries = [text];
        }

        return
        [
            .. entries
                .OfType<string>()
                .SelectMany(entry =>
                    entry.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                ),
        ];
    }
}
