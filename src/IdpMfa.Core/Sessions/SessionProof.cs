using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Sessions;

/// <summary>What has been proved for a session that is about to start or rise.</summary>
public sealed record SessionProof
{
    public required UserId UserId { get; init; }

    public required string TenantId { get; init; }

    public required Guid AuthenticationId { get; init; }

    public required DateTimeOffset PasswordAt { get; init; }

    /// <summary>The request that the proofs are given for, if one waits.</summary>
    public string? InteractionKey { get; init; }

    public SecondFactorKind SecondFactor { get; init; }

    public Guid? FactorId { get; init; }

    public bool HasPutOffSetUp { get; init; }

    public string? ClientId { get; init; }

    /// <summary>A step-up: the password was proved for a session, and counts only while that session lives.</summary>
    public bool MustRaise { get; init; }
}
