namespace IdpMfa.Core.Sessions;

/// <summary>What a session must still give before its user gets a new recovery token or sets up again.</summary>
public enum FactorChangeAccess
{
    Allowed,

    /// <summary>The session rests on a recovery token and is no longer fresh: the password once more.</summary>
    PasswordNeeded,

    /// <summary>All factors again.</summary>
    SignInAgain,
}
