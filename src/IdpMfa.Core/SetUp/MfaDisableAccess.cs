namespace IdpMfa.Core.SetUp;

/// <summary>Whether a session may disable its user's MFA.</summary>
public enum MfaDisableAccess
{
    Allowed,

    /// <summary>The tenant demands MFA of everybody.</summary>
    Enforced,

    /// <summary>All factors again.</summary>
    SignInAgain,
}
