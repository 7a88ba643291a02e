namespace IdpMfa.Core.Recovery;

/// <summary>What a session must still give before it gets a new recovery token.</summary>
public enum RecoveryTokenAccess
{
    Allowed,

    /// <summary>The session rests on a recovery token and is no longer fresh: the password once more.</summary>
    PasswordNeeded,

    /// <summary>All factors again.</summary>
    SignInAgain,
}
