using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.SignIn;

/// <summary>What a session has proved, and when. amr, acr and auth_time come from it and from nothing else.</summary>
public sealed record SignInEvidence
{
    public required UserId Subject { get; init; }

    public required string TenantId { get; init; }

    public required Guid SessionId { get; init; }

    /// <summary>Names the sign-in that gave the password; another one after every re-authentication.</summary>
    public required Guid AuthenticationId { get; init; }

    public required DateTimeOffset PasswordAt { get; init; }

    /// <summary>The key of the request that the password was given for, if it was given for one.</summary>
    public string? InteractionKey { get; init; }

    public SecondFactorKind SecondFactor { get; init; }

    public DateTimeOffset? SecondFactorAt { get; init; }

    /// <summary>The credential or recovery token that was accepted.</summary>
    public Guid? FactorId { get; init; }

    public bool HasPutOffSetUp { get; init; }

    /// <summary>When the oldest proof that the level rests on was given: auth_time, and what freshness counts from.</summary>
    public DateTimeOffset OldestProofAt => SecondFactorAt is { } second && second < PasswordAt ? second : PasswordAt;

    /// <summary>RFC 8176 authentication method references.</summary>
    public IReadOnlyList<string> Amr =>
        SecondFactor switch
        {
            SecondFactorKind.Totp => ["pwd", "otp", "mfa"],
            SecondFactorKind.Recovery => ["pwd", "mfa", "recovery"],
            _ => ["pwd"],
        };

    /// <param name="recoverySatisfiesMfa">The tenant's word on what a recovery token is worth.</param>
    public AcrLevel Level(bool recoverySatisfiesMfa) =>
        SecondFactor switch
        {
            SecondFactorKind.Totp => AcrLevel.Mfa,
            SecondFactorKind.Recovery => recoverySatisfiesMfa ? AcrLevel.Mfa : AcrLevel.Recovery,
            _ => AcrLevel.Password,
        };
}
