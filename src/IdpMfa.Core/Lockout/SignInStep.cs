namespace IdpMfa.Core.Lockout;

/// <summary>The two steps of a sign-in; each has its own counter of failures.</summary>
public enum SignInStep
{
    Password = 1,
    SecondFactor = 2,
}
