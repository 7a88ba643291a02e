namespace IdpMfa.Core.SignIn;

/// <summary>The pages that a sign-in leads through. Public interface: password managers and checks rely on them.</summary>
public static class SignInPaths
{
    public const string Login = "/account/login";
    public const string Mfa = "/account/mfa";
    public const string SetUp = "/account/mfa/setup";

    /// <summary>The mailed code or enrolment pass before a key is shown.</summary>
    public const string Proof = "/account/mfa/proof";
    public const string Logout = "/account/logout";
}
