namespace IdpMfa.Web.Themes;

/// <summary>What the page calls itself, by its theme; passwords made of it are refused.</summary>
internal sealed class ProductName(PageFrame frame, ThemeStore themes)
{
    public string Get() => themes.Get(frame.ThemeName).Theme.ProductName;
}
