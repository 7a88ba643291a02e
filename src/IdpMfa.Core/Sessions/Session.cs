using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Sessions;

/// <summary>
/// A browser's session at the identity provider: a row whose <see cref="Key"/> the cookie carries, so that a copied cookie
/// is dead after sign-out.
/// </summary>
public sealed class Session
{
    /// <summary>Stays the same over the session's life; tokens carry it.</summary>
    public required Guid Id { get; set; }

    /// <summary>What the cookie carries; 256 random bits, new at every rise (password, factor, step-up).</summary>
    public required string Key { get; init; }

    public required UserId UserId { get; init; }

    public required string TenantId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset SeenAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required Guid AuthenticationId { get; init; }

    public required DateTimeOffset PasswordAt { get; init; }

    /// <summary>
    /// The key of the request that the password was given for, if it was given for one: prompt=login and max_age of a request
    /// are met by a sign-in for that very request, never by another tab's.
    /// </summary>
    public string? InteractionKey { get; init; }

    public SecondFactorKind SecondFactor { get; init; }

    public DateTimeOffset? SecondFactorAt { get; init; }

    public Guid? FactorId { get; init; }

    public DateTimeOffset? SetUpPutOffAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public SessionEnd? EndedBy { get; init; }

    internal Session WithId(Guid id)
    {
        var copy = (Session)MemberwiseClone();
        copy.Id = id;
        return copy;
    }

    public SignInEvidence ToEvidence() =>
        new()
        {
            Subject = UserId,
            TenantId = TenantId,
            SessionId = Id,
            AuthenticationId = AuthenticationId,
            PasswordAt = PasswordAt,
            InteractionKey = InteractionKey,
            SecondFactor = SecondFactor,
            SecondFactorAt = SecondFactorAt,
            FactorId = FactorId,
            HasPutOffSetUp = SetUpPutOffAt is not null,
        };
}
