namespace IdpMfa.Core.Users;

/// <summary>The id of a user in the host's directory, as text, compared ordinally; at most 128 characters.</summary>
/// <remarks>Its value is the <c>sub</c> of tokens (OpenID Connect Core §2): opaque and never reassigned.</remarks>
public readonly record struct UserId
{
    public const int MaxLength = 128;

    private readonly string? _value;

    private UserId(string value) => _value = value;

    public string Value => _value ?? throw new InvalidOperationException("This user id was never set.");

    /// <exception cref="ArgumentException">The value is empty or longer than <see cref="MaxLength"/>.</exception>
    public static UserId From(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        if (value.Length > MaxLength)
        {
            throw new ArgumentException($"A user id has at most {MaxLength} characters.", nameof(value));
        }

        return new UserId(value);
    }

    public override string ToString() => Value;
}
