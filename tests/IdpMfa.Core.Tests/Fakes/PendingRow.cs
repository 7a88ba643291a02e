using IdpMfa.Core.Secrets;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed record PendingRow(PendingSignIn Begun)
{
    public DateTimeOffset ExpiresAt { get; init; } = Begun.ExpiresAt;

    public ProtectedSecret? SetUpKey { get; init; } = Begun.SetUpKey;

    public DateTimeOffset? ProvedAt { get; init; } = Begun.ProvedAt;

    public byte[]? ProofCodeHash { get; init; } = Begun.ProofCodeHash;

    public DateTimeOffset? ProofSentAt { get; init; } = Begun.ProofSentAt;

    public int ProofFailures { get; init; } = Begun.ProofFailures;

    public int SetUpFailures { get; init; } = Begun.SetUpFailures;

    public DateTimeOffset? CompletedAt { get; init; } = Begun.CompletedAt;

    public Guid? CompletedSessionId { get; init; } = Begun.CompletedSessionId;

    public byte[]? CompletedCodeHash { get; init; } = Begun.CompletedCodeHash;

    public PendingSignIn ToEntity() =>
        new()
        {
            Id = Begun.Id,
            Purpose = Begun.Purpose,
            UserId = Begun.UserId,
            TenantId = Begun.TenantId,
            ClientId = Begun.ClientId,
            InteractionKey = Begun.InteractionKey,
            ReturnUrl = Begun.ReturnUrl,
            Epoch = Begun.Epoch,
            BeganAt = Begun.BeganAt,
            PasswordAt = Begun.PasswordAt,
            AuthenticationId = Begun.AuthenticationId,
            SessionId = Begun.SessionId,
            ExpiresAt = ExpiresAt,
            ProvedAt = ProvedAt,
            SetUpKey = SetUpKey,
            SetUpFailures = SetUpFailures,
            ProofCodeHash = ProofCodeHash,
            ProofSentAt = ProofSentAt,
            ProofFailures = ProofFailures,
            CompletedAt = CompletedAt,
            CompletedSessionId = CompletedSessionId,
            CompletedCodeHash = CompletedCodeHash,
        };
}
