using IdpMfa.Core.SignIn;

namespace IdpMfa.Web.Pages.Profile;

/// <summary>The pages of the profile that others lead to.</summary>
internal static class ProfilePaths
{
    public const string Mfa = "/profile/mfa";
    public const string Password = "/profile/password";
    public const string Email = "/profile/email";

    /// <summary>To the login page, and back to a page that needs a fresh sign-in.</summary>
    public static string SignInAgain(string path) => $"{SignInPaths.Login}?returnUrl={Uri.EscapeDataString(path)}";
}
