using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace IdpMfa.Web.Themes;

/// <summary>The themes of this server, read once at start.</summary>
internal sealed partial class ThemeStore
{
    public const string DefaultName = "default";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private readonly FrozenDictionary<string, LoadedTheme> _themes;

    /// <exception cref="InvalidOperationException">A theme can't be used; the message has every problem.</exception>
    public ThemeStore(IOptions<WebOptions> options)
    {
        var problems = new List<string>();
        var themes = new Dictionary<string, LoadedTheme>(StringComparer.Ordinal);
        foreach (
            var folder in Directory.Exists(options.Value.ThemesPath)
                ? Directory.GetDirectories(options.Value.ThemesPath)
                : []
        )
        {
            if (Read(folder, problems) is { } theme)
            {
                themes[Path.GetFileName(folder)] = theme;
            }
        }

        if (!themes.ContainsKey(DefaultName))
        {
            problems.Add($"{Path.Combine(options.Value.ThemesPath, DefaultName, "theme.json")} is missing.");
        }

        if (problems.Count > 0)
        {
            throw new InvalidOperationException($"The themes can't be used:\n- {string.Join("\n- ", problems)}");
        }

        _themes = themes.ToFrozenDictionary();
    }

    /// <summary>The theme of this name, or the default one.</summary>
    public LoadedTheme Get(string? name) =>
        name is not null && _themes.TryGetValue(name, out var theme) ? theme : _themes[DefaultName];

    public LoadedTheme? Find(string name) => _themes.GetValueOrDefault(name);

    private static LoadedTheme? Read(string folder, List<string> problems)
    {
        var file = Path.Combine(folder, "theme.json");
        if (!File.Exists(file))
        {
            problems.Add($"{file} is missing.");
            return null;
        }

        try
        {
            var theme = JsonSerializer.Deserialize<Theme>(File.ReadAllText(file), Json) ?? new Theme();
            var bad = theme
                .Light.Concat(theme.Dark)
                .Where(t => !TokenName().IsMatch(t.Key) || !TokenValue().IsMatch(t.Value))
                .ToList();
            problems.AddRange(
                bad.Select(token => $"{file}: '{token.Key}' is no design token, or its value is no colour or length.")
            );

            if (theme.Logo is { } logo && (logo != Path.GetFileName(logo) || !File.Exists(Path.Combine(folder, logo))))
            {
                problems.Add($"{file}: the logo must be a file beside it.");
            }

            var css =
                $":root{{{Declare(theme.Light)}}}@media(prefers-color-scheme:dark){{:root{{{Declare(theme.Dark)}}}}}";
            var logoVersion = Version(ReadLogo(folder, theme.Logo));
            return new LoadedTheme(
                Path.GetFileName(folder),
                theme,
                css,
                Version(Encoding.UTF8.GetBytes(css)),
                logoVersion,
                folder
            );
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            problems.Add($"{file}: {exception.Message}");
            return null;
        }
    }

    private static string Declare(Dictionary<string, string> tokens) =>
        string.Concat(tokens.Select(token => $"--{token.Key}:{token.Value};"));

    private static byte[] ReadLogo(string folder, string? logo) =>
        logo is not null && logo == Path.GetFileName(logo) && File.Exists(Path.Combine(folder, logo))
            ? File.ReadAllBytes(Path.Combine(folder, logo))
            : [];

    private static string Version(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content))[..12];

    [GeneratedRegex("^[a-z][a-z0-9-]{0,31}$")]
    private static partial Regex TokenName();

    /// <summary>Colours and lengths only: nothing that could close the rule, load something or run.</summary>
    [GeneratedRegex("^(#[0-9a-fA-F]{3,8}|[0-9.]{1,8}(px|rem|em|%)|[0-9.]{1,8})$")]
    private static partial Regex TokenValue();
}

/// <param name="Name">The folder's name.</param>
/// <param name="Theme">What theme.json says.</param>
/// <param name="Css">Its tokens as a style sheet.</param>
/// <param name="Version">Changes with the style sheet, for its address.</param>
/// <param name="LogoVersion">Changes with the logo's file, for its address.</param>
/// <param name="Folder">Where its images are.</param>
internal sealed record LoadedTheme(
    string Name,
    Theme Theme,
    string Css,
    string Version,
    string LogoVersion,
    string Folder
);
