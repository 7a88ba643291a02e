using IdpMfa.Core.Lockout;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;
using IdpMfa.Server.Provisioning.Entries;

namespace IdpMfa.Server.Provisioning.Applying;

/// <summary>Gives a new user counters, authenticator and recovery tokens: keys encrypted, tokens hashed.</summary>
internal sealed class FactorApplier(
    IAttemptStore attempts,
    ITotpCredentialStore credentials,
    IRecoveryTokenStore tokens,
    ISecretProtector protector,
    TimeProvider clock
)
{
    // As the set-up page names them.
    private const string AuthenticatorName = "Authenticator";

    // No code was given yet, so none is spent.
    private const long NoStep = 0;

    /// <summary>Part of the unit of work.</summary>
    public async Task ApplyAsync(UserId user, ProvisionedUser entry, CancellationToken ct)
    {
        await attempts.EnsureExistsAsync(user, ct);
        if (entry.Totp is not { } totp)
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
                Secret = protector.Protect(SecretPurpose.TotpKey, user, totp.Key),
                LastUsedStep = NoStep,
                ConfirmedAt = now,
            },
            ct
        );
        await tokens.ReplaceAllAsync(user, [.. entry.RecoveryTokens.Select(token => ToStored(user, token, now))], ct);
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
