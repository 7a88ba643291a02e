namespace IdpMfa.Web.Themes;

/// <summary>A theme as its <c>theme.json</c> has it: design tokens, name and logo; never markup, never script.</summary>
public sealed class Theme
{
    /// <summary>Shown above every page.</summary>
    public string ProductName { get; set; } = "Sign-in";

    /// <summary>A file beside theme.json (png, jpg, webp or svg), or null.</summary>
    public string? Logo { get; set; }

    /// <summary>CSS custom properties by name, for light and dark; for example <c>accent</c>: <c>#1a56db</c>.</summary>
    public Dictionary<string, string> Light { get; set; } = [];

    public Dictionary<string, string> Dark { get; set; } = [];
}
