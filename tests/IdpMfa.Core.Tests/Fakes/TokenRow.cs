using IdpMfa.Core.Recovery;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed record TokenRow(StoredRecoveryToken Added, DateTimeOffset? UsedAt)
{
    public StoredRecoveryToken ToEntity() =>
        new()
        {
            Id = Added.Id,
            UserId = Added.UserId,
            Hash = Added.Hash,
            HashVersion = Added.HashVersion,
            IssuedAt = Added.IssuedAt,
            UsedAt = UsedAt,
        };
}
