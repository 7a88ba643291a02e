namespace IdpMfa.Core.Lockout;

/// <summary>How many guesses an attacker gets.</summary>
public sealed class LockoutOptions
{
    /// <summary>
    /// Consecutive failures of a step that lock the sign-in until the mailed unlock, a password reset or an administrator;
    /// time does not lift it. Default 10, 1 to 100. As many attempts of one user may be in flight at a step.
    /// A higher value gives a thief of the password as many guesses at the code per lock.
    /// </summary>
    public int MaxFailedAttempts { get; set; } = 10;

    /// <summary>
    /// Consecutive failures of one factor, over all locks, that disable it until it is enrolled anew. Default 100, which is
    /// the most that NIST SP 800-63B-4 §3.2.2 allows.
    /// </summary>
    public int FactorFailureCap { get; set; } = 100;
}
