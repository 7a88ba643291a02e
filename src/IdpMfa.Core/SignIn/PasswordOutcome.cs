using IdpMfa.Core.Sessions;

namespace IdpMfa.Core.SignIn;

/// <summary>What came of a password. Unknown, wrong, locked and disabled look the same on purpose.</summary>
public abstract record PasswordOutcome
{
    private PasswordOutcome() { }

    public sealed record Refused : PasswordOutcome;

    /// <summary>
    /// Another user than the browser's session is of, and that session's user could not sign in again: the sign-out form, with
    /// its warning, comes first. Nothing was looked at.
    /// </summary>
    public sealed record SignOutFirst : PasswordOutcome;

    /// <summary>Nothing else is needed.</summary>
    public sealed record SignedIn(Session Session) : PasswordOutcome;

    public sealed record SecondFactorNeeded(PendingSignIn Pending) : PasswordOutcome;

    public sealed record SetUpNeeded(PendingSignIn Pending) : PasswordOutcome;
}
