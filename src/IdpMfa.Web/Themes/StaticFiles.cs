using System.Reflection;
using System.Security.Cryptography;

namespace IdpMfa.Web.Themes;

/// <summary>The style sheet and icon of all pages, carried inside the assembly so that every host has it.</summary>
internal static class StaticFiles
{
    public static byte[] Css { get; } = Read("Assets/site.css");

    public static string CssVersion { get; } = Convert.ToHexStringLower(SHA256.HashData(Css))[..12];

    public static byte[] Icon { get; } = Read("Assets/icon.svg");

    private static byte[] Read(string name)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks {name}.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
