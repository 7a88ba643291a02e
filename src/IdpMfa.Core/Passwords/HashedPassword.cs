namespace IdpMfa.Core.Passwords;

/// <summary>A password as the host's directory stores it.</summary>
public sealed record HashedPassword(string Value)
{
    public override string ToString() => nameof(HashedPassword);
}
