namespace IdpMfa.Server.Configuration.Sections;

/// <summary>Where themes are read from.</summary>
internal sealed class ThemeOptions
{
    /// <summary>Folder with one folder per theme, as a full path. Default <c>themes</c> beside the binary.</summary>
    public string Path { get; set; } = System.IO.Path.Combine(AppContext.BaseDirectory, "themes");
}
