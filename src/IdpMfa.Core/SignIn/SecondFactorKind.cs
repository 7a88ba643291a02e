namespace IdpMfa.Core.SignIn;

/// <summary>Which second factor a session has given.</summary>
public enum SecondFactorKind
{
    None = 0,
    Totp = 1,
    Recovery = 2,
}
