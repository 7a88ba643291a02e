namespace IdpMfa.Core.Enforcement;

/// <summary>The levels of assurance in their order; a higher one answers a lower wish.</summary>
public enum AcrLevel
{
    Password = 1,
    Recovery = 2,
    Mfa = 3,
    PhishingResistant = 4,
}
