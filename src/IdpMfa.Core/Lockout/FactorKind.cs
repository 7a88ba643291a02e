namespace IdpMfa.Core.Lockout;

/// <summary>Which factor a typed value counts against; <see cref="None"/> counts against the step only.</summary>
public enum FactorKind
{
    None,
    Totp,
    Recovery,
}
