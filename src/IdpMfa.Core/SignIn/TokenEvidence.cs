using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.SignIn;

/// <summary>What a token says of the sign-in it came from; refreshing never changes it.</summary>
public sealed record TokenEvidence
{
    public required UserId Subject { get; init; }

    public required Guid SessionId { get; init; }

    public required AcrLevel Level { get; init; }

    public required bool HasSecondFactorProof { get; init; }

    /// <summary>True without offline_access: the token ends with its session.</summary>
    public required bool EndsWithSession { get; init; }
}
