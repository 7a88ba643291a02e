namespace IdpMfa.Core.Lockout;

/// <summary>Whether an attempt may be looked at.</summary>
public abstract record AttemptCharge
{
    private AttemptCharge() { }

    /// <summary>The attempt is counted, and that is committed: only now may a password or code be looked at.</summary>
    public sealed record Charged : AttemptCharge;

    /// <summary>Locked, too many attempts in flight, or the pending sign-in is dead: nothing may be looked at.</summary>
    public sealed record Refused : AttemptCharge;
}
