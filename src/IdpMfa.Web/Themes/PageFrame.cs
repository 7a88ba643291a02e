namespace IdpMfa.Web.Themes;

/// <summary>What surrounds a page: the theme, and whom the user is on the way to. Scoped.</summary>
internal sealed class PageFrame
{
    public string? ThemeName { get; set; }

    public string? ClientName { get; set; }
}
