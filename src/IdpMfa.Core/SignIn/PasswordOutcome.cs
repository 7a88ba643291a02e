using IdpMfa.Core.Sessions;

namespace IdpMfa.Core.SignIn;

/// <summary>What came of a password. Unknown, wrong, locked and disabled look the same on purpose.</summary>
public abstract record PasswordOutcome
{
    private PasswordOutcome() { }

    public sealed record Refused : PasswordOutcome;

    /// <summary>Nothing else is needed.</summary>
    public sealed record SignedIn(Session Session) : PasswordOutcome;

    public sealed record SecondFactorNeeded(PendingSignIn Pending) : PasswordOutcome;

    public sealed record SetUpNeeded(PendingSignIn Pending) : PasswordOutcome;
}
