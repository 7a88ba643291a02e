namespace IdpMfa.Server.Data;

/// <summary>A key of the token service, encrypted with the key ring.</summary>
public sealed class SigningKey
{
    public required Guid Id { get; init; }

    public required SigningKeyUse Use { get; init; }

    /// <summary>PKCS#8 for signing, 256 random bits for encrypting; protected.</summary>
    public required string ProtectedKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

public enum SigningKeyUse
{
    /// <summary>Signs id and access tokens (RS256).</summary>
    Sign = 1,

    /// <summary>Encrypts codes and refresh tokens, which only we read.</summary>
    Encrypt = 2,
}
