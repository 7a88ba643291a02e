using IdpMfa.Core.Totp;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed record CredentialRow(TotpCredential Added, long LastUsedStep, DateTimeOffset? LastUsedAt, int Failures)
{
    public static CredentialRow Of(TotpCredential added) =>
        new(added, added.LastUsedStep, added.LastUsedAt, added.Failures);

    public TotpCredential ToEntity() =>
        new()
        {
            Id = Added.Id,
            UserId = Added.UserId,
            Name = Added.Name,
            Secret = Added.Secret,
            ConfirmedAt = Added.ConfirmedAt,
            LastUsedStep = LastUsedStep,
            LastUsedAt = LastUsedAt,
            Failures = Failures,
        };
}
