using IdpMfa.Core.Recovery;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Totp;

namespace IdpMfa.Core.SetUp;

/// <summary>What came of the first code of a new authenticator.</summary>
public abstract record SetUpOutcome
{
    private SetUpOutcome() { }

    /// <summary>MFA is on. <paramref name="Tokens"/> are shown once; empty where a repeated form can't show them again.</summary>
    public sealed record Confirmed(Session Session, PendingSignIn Pending, IReadOnlyList<RecoveryToken> Tokens)
        : SetUpOutcome;

    public sealed record WrongCode : SetUpOutcome;

    /// <summary>A wrong code because the phone's clock is off.</summary>
    public sealed record ClockOff(ClockDrift Drift) : SetUpOutcome;

    /// <summary>The key took too many wrong codes; a new one must be shown and scanned.</summary>
    public sealed record KeyUsedUp(PendingSignIn Pending) : SetUpOutcome;

    public sealed record Gone : SetUpOutcome;
}
