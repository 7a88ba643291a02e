using IdpMfa.Core.Mail;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed record MailLinkRow(MailLink Added)
{
    public DateTimeOffset? UsedAt { get; init; }

    public int Tries { get; init; }

    public MailLink ToEntity() =>
        new()
        {
            Id = Added.Id,
            Kind = Added.Kind,
            UserId = Added.UserId,
            Hash = Added.Hash,
            IssuedAt = Added.IssuedAt,
            ExpiresAt = Added.ExpiresAt,
            SessionId = Added.SessionId,
            Detail = Added.Detail,
            UsedAt = UsedAt,
            Tries = Tries,
        };
}
