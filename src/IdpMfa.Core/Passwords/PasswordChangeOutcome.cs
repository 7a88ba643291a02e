using IdpMfa.Core.Sessions;

namespace IdpMfa.Core.Passwords;

/// <summary>What came of a new password in the profile.</summary>
public abstract record PasswordChangeOutcome
{
    private PasswordChangeOutcome() { }

    /// <summary>The session has a new key.</summary>
    public sealed record Done(Session Session, PasswordStrength Strength) : PasswordChangeOutcome;

    public sealed record Refused(PasswordVerdict Verdict) : PasswordChangeOutcome;

    /// <summary>The present password was not given.</summary>
    public sealed record WrongPassword : PasswordChangeOutcome;

    /// <summary>The sign-in is too long ago, or lacks the factor that the user has.</summary>
    public sealed record SignInAgain : PasswordChangeOutcome;
}
