namespace IdpMfa.Core.SignIn;

/// <summary>What a pending sign-in was begun for, and so which of the pages it opens.</summary>
public enum PendingPurpose
{
    /// <summary>The password was given just now: the MFA step for who has a factor, set-up for who has none.</summary>
    SignIn,

    /// <summary>A session gives the second factor that it lacks; it may be too old to change a factor.</summary>
    StepUp,

    /// <summary>A fresh session of a user without a factor sets one up.</summary>
    SetUp,

    /// <summary>A session that has given a second factor sets up again; the old factor lives until the new one is confirmed.</summary>
    Replacement,
}
