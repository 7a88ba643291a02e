namespace IdpMfa.Core.Enforcement;

/// <summary>What a tenant demands of its users. Whoever has a factor gives it at every sign-in, whatever is set here.</summary>
public enum MfaEnforcement
{
    /// <summary>Nobody is offered set-up; clients that require MFA still lead to it.</summary>
    Off,

    /// <summary>Set-up is in the profile.</summary>
    Optional,

    /// <summary>Whoever has no factor is led to set-up at the next sign-in and gets no code and no token before.</summary>
    Enforced,
}
