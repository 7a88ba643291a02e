namespace IdpMfa.Core.Passwords;

/// <summary>A hint for the person who chose the password; nothing depends on it.</summary>
public enum PasswordStrength
{
    Weak,
    Fair,
    Strong,
}
