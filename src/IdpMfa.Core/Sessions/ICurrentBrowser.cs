namespace IdpMfa.Core.Sessions;

/// <summary>The browser that sent the current request, by a random id that it keeps. Scoped.</summary>
public interface ICurrentBrowser
{
    /// <returns>The id, a new one for a browser that has none; null where there is no browser.</returns>
    string? GetId();
}
