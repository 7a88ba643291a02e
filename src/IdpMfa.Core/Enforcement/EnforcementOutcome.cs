namespace IdpMfa.Core.Enforcement;

/// <summary>What a sign-in whose password was right still lacks.</summary>
public enum EnforcementOutcome
{
    Enough,
    SecondFactorNeeded,
    SetUpNeeded,

    /// <summary>Set-up is offered and can be put off: the grace period runs.</summary>
    SetUpOffered,

    /// <summary>Nothing that this user has or may enrol reaches the minimum.</summary>
    CannotBeMet,
}
