using IdpMfa.Core.Sessions;
using IdpMfa.Core.Totp;

namespace IdpMfa.Core.SignIn;

/// <summary>What came of a code at the MFA step. Wrong, replayed, locked and disabled look the same on purpose.</summary>
public abstract record SecondFactorOutcome
{
    private SecondFactorOutcome() { }

    /// <summary>Also the answer to a double click, with the session that the first click started.</summary>
    public sealed record Accepted(Session Session, PendingSignIn Pending) : SecondFactorOutcome;

    public sealed record Refused : SecondFactorOutcome;

    /// <summary>Refused and counted like any other, because the phone's clock is off.</summary>
    public sealed record ClockOff(ClockDrift Drift) : SecondFactorOutcome;

    /// <summary>The pending sign-in is over: the user starts again with the password.</summary>
    public sealed record Gone : SecondFactorOutcome;
}
