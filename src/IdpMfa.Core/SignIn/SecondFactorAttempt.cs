namespace IdpMfa.Core.SignIn;

/// <summary>A code that somebody typed, and the sign-in it is for.</summary>
public sealed record SecondFactorAttempt
{
    public required Guid PendingId { get; init; }

    public required MfaCode Code { get; init; }

    /// <summary>The session that the browser has, if any.</summary>
    public SignInEvidence? BrowserSession { get; init; }
}
