namespace IdpMfa.Web.Pages.Profile;

/// <summary>The pages of the profile that others lead to.</summary>
internal static class ProfilePaths
{
    public const string Mfa = "/profile/mfa";
}
