namespace IdpMfa.Web.Pages;

/// <summary>Reads what was typed into a <c>username</c> field.</summary>
internal static class TypedName
{
    /// <summary>Longer names are nobody's: normalizing one of millions of characters costs seconds.</summary>
    public const int MaxLength = 256;

    private const string Nobodys = "\uFFFD";

    /// <returns>Null where nothing was typed.</returns>
    public static string? Read(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null
        : typed.Length <= MaxLength ? typed.Trim()
        : Nobodys;
}
