using IdpMfa.Core.Users;

namespace IdpMfa.Core.SetUp;

/// <summary>A user's enrolment pass as the database has it; a newer one takes its place.</summary>
public sealed class StoredEnrolmentPass
{
    public required Guid Id { get; init; }

    public required UserId UserId { get; init; }

    public required byte[] Hash { get; init; }

    public required int HashVersion { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; init; }
}
