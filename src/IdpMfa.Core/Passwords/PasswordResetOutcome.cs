namespace IdpMfa.Core.Passwords;

/// <summary>What came of a new password behind a reset link.</summary>
public abstract record PasswordResetOutcome
{
    private PasswordResetOutcome() { }

    /// <summary>Nobody is signed in by it. Also the answer to a double click.</summary>
    public sealed record Done(PasswordStrength Strength) : PasswordResetOutcome;

    /// <summary>The password can't be taken; the link is still good.</summary>
    public sealed record Refused(PasswordVerdict Verdict) : PasswordResetOutcome;

    public sealed record Dead : PasswordResetOutcome;
}
