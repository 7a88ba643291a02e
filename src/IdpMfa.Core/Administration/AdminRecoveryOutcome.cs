using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Administration;

/// <summary>What came of a recovery link.</summary>
public abstract record AdminRecoveryOutcome
{
    private AdminRecoveryOutcome() { }

    /// <summary>The old factors are gone; this pending sign-in leads to set-up and needs no further proof.</summary>
    public sealed record Redeemed(PendingSignIn Pending) : AdminRecoveryOutcome;

    /// <summary>Name or password is wrong, or the sign-in is busy.</summary>
    public sealed record Refused : AdminRecoveryOutcome;

    /// <summary>The link is unknown, used, expired or was tried too often.</summary>
    public sealed record LinkOver : AdminRecoveryOutcome;
}
