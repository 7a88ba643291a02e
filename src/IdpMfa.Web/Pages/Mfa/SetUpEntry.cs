namespace IdpMfa.Web.Pages.Mfa;

/// <summary>How a session gets to set-up.</summary>
internal enum SetUpEntry
{
    /// <summary>The user has no factor.</summary>
    First,

    /// <summary>Another factor takes the old one's place.</summary>
    Again,

    /// <summary>The user has a factor that this session has not given.</summary>
    CodeFirst,

    /// <summary>The session rests on a recovery token and is no longer fresh.</summary>
    PasswordFirst,

    /// <summary>All factors again.</summary>
    SignInFirst,
}
