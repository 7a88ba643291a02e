namespace IdpMfa.Core.Sessions;

/// <summary>Why a session ended.</summary>
public enum SessionEnd
{
    /// <summary>The user left, or another user signed in with this browser. Tokens with offline_access live on.</summary>
    SignedOut = 1,

    /// <summary>A reset, a change of factor or password, a disabling: every refresh token of the session is dead too.</summary>
    Revoked = 2,
}
