using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed record InteractionRow(Interaction Added, DateTimeOffset? CompletedAt)
{
    public Interaction ToEntity() =>
        new()
        {
            Key = Added.Key,
            ClientId = Added.ClientId,
            TenantId = Added.TenantId,
            Request = Added.Request,
            ReturnPath = Added.ReturnPath,
            IsPosted = Added.IsPosted,
            CreatedAt = Added.CreatedAt,
            ExpiresAt = Added.ExpiresAt,
            CompletedAt = CompletedAt,
        };
}
