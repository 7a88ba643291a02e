using IdpMfa.Core.Sessions;

namespace IdpMfa.Core.SetUp;

/// <summary>What came of a wish to disable MFA.</summary>
public abstract record MfaDisableOutcome
{
    private MfaDisableOutcome() { }

    /// <summary>MFA is off; the browser goes on with <paramref name="Session"/>, which rests on the password alone.</summary>
    public sealed record Disabled(Session Session) : MfaDisableOutcome;

    public sealed record Enforced : MfaDisableOutcome;

    /// <summary>The session is too old, has given no second factor, or has ended.</summary>
    public sealed record SignInAgain : MfaDisableOutcome;

    /// <summary>It is off already: the other click of a double click, or another browser.</summary>
    public sealed record WasOff : MfaDisableOutcome;
}
