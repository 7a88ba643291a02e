namespace IdpMfa.IntegrationTests.Attacks;

/// <param name="Path">The page's address.</param>
/// <param name="Handler">The handler's name, or null for the page's own form.</param>
/// <param name="IgnoresAntiforgery">Forms of other sites are taken.</param>
internal sealed record FormHandler(string Path, string? Handler, bool IgnoresAntiforgery)
{
    public string Url => string.IsNullOrEmpty(Handler) ? Path : $"{Path}?handler={Handler}";
}
