namespace IdpMfa.Core.Passwords;

/// <summary>Whether a new password may be taken.</summary>
public abstract record PasswordVerdict
{
    private PasswordVerdict() { }

    public sealed record Accepted(PasswordStrength Strength) : PasswordVerdict;

    public sealed record TooShort(int MinLength) : PasswordVerdict;

    public sealed record TooLong(int MaxLength) : PasswordVerdict;

    /// <summary>Among those that are tried first.</summary>
    public sealed record Common : PasswordVerdict;

    /// <summary>The user's, tenant's or product's name, and little else.</summary>
    public sealed record NamesOwner : PasswordVerdict;
}
