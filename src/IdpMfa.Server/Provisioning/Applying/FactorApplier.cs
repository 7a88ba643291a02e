using IdpMfa.Core.Lockout;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;

namespace IdpMfa.Server.Provisioning.Applying;

/// <summary>Gives a new user counters, authenticator and recovery tokens: keys are encrypted already, tokens are hashed.</summary>
internal sealed class FactorApplier(
    IAttemptStore attempts,
    ITotpCredentialStore credentials,
    IRecoveryTokenStore tokens,
    TimeProvider clock
)
{
    // As the set-up page names them.
    private const string AuthenticatorName = "Authenticator";

    // No code was given yet, so none is spent.
    private const long NoStep = 0;

    /// <summary>Part of the unit of work.</summary>
    public async Task ApplyAsync(UserId user, PreparedUser prepared, CancellationToken ct)
    {
        await attempts.EnsureExistsAsync(user, ct);
        if (prepared.TotpKey is not { } key)
        {
            return;
        }

        var now = clock.GetUtcNow();
        await credentials.AddAsync(
            new TotpCredential
            {
                Id = Guid.CreateVersion7(),
                UserId = user,
                Name = AuthenticatorName,
                Secret = key,
                LastUsedStep = NoStep,
                ConfirmedAt = now,
            },
            ct
        );
        await ReplaceTokensAsync(user, prepared, ct);
    }

    /// <summary>Part of the unit of work.</summary>
    public Task ReplaceTokensAsync(UserId user, PreparedUser prepared, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return tokens.ReplaceAllAsync(
            user,
            [.. prepared.Entry.RecoveryTokens.Select(token => ToStored(user, token, now))],
            ct
        );
    }

    private static StoredRecoveryToken ToStored(UserId user, RecoveryToken token, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            UserId = user,
            Hash = RecoveryTokenHash.Compute(user, token),
            HashVersion = RecoveryTokenHash.CurrentVersion,
            IssuedAt = now,
        };
}
