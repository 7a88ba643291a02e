using IdpMfa.Core.SignIn;

namespace IdpMfa.Web.Pages;

/// <summary>Takes the waiting request along from page to page.</summary>
internal static class Interactions
{
    /// <summary>Ours are shorter. What is longer is nobody's key, and is not worth an address of its own.</summary>
    private const int MaxKeyLength = 64;

    public static string Continue(string path, string? interactionKey) =>
        interactionKey is { Length: > 0 and <= MaxKeyLength } key ? $"{path}?i={Uri.EscapeDataString(key)}" : path;

    /// <summary>To the login page, where the pending sign-in has expired or was ended.</summary>
    public static string StartAgain(string? interactionKey, string returnUrl) =>
        interactionKey is { Length: > 0 and <= MaxKeyLength } key
            ? $"{SignInPaths.Login}?i={Uri.EscapeDataString(key)}&notice=over"
            : $"{SignInPaths.Login}?returnUrl={Uri.EscapeDataString(returnUrl)}&notice=over";
}
