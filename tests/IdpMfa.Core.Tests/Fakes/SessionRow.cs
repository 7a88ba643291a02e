using IdpMfa.Core.Sessions;

namespace IdpMfa.Core.Tests.Fakes;

/// <param name="Proved">Key and evidence: of the last rise, else of the start.</param>
/// <param name="CreatedAt">A rise doesn't change it.</param>
internal sealed record SessionRow(Session Proved, DateTimeOffset CreatedAt)
{
    /// <summary>The key since it was changed by itself.</summary>
    public string? NewKey { get; init; }

    public DateTimeOffset SeenAt { get; init; } = Proved.SeenAt;

    public DateTimeOffset? SetUpPutOffAt { get; init; } = Proved.SetUpPutOffAt;

    public DateTimeOffset? EndedAt { get; init; } = Proved.EndedAt;

    public SessionEnd? EndedBy { get; init; } = Proved.EndedBy;

    public Session ToEntity() =>
        new()
        {
            Id = Proved.Id,
            Key = NewKey ?? Proved.Key,
            UserId = Proved.UserId,
            TenantId = Proved.TenantId,
            ExpiresAt = Proved.ExpiresAt,
            AuthenticationId = Proved.AuthenticationId,
            PasswordAt = Proved.PasswordAt,
            InteractionKey = Proved.InteractionKey,
            SecondFactor = Proved.SecondFactor,
            SecondFactorAt = Proved.SecondFactorAt,
            FactorId = Proved.FactorId,
            CreatedAt = CreatedAt,
            SeenAt = SeenAt,
            SetUpPutOffAt = SetUpPutOffAt,
            EndedAt = EndedAt,
            EndedBy = EndedBy,
        };
}
