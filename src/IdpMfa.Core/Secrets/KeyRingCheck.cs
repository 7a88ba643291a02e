using System.Security.Cryptography;
using System.Text;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Secrets;

/// <summary>Asks the canary whether the key ring is the one that encrypted this database.</summary>
public sealed class KeyRingCheck(IKeyCanaryStore canaries, ISecretProtector protector, TimeProvider clock)
{
    private static readonly UserId _nobody = UserId.From("(canary)");

    private static readonly byte[] _song = Encoding.ASCII.GetBytes("IdpMfa key canary v1");

    public async Task<KeyRingState> CheckAsync(CancellationToken ct)
    {
        if (await canaries.FindAsync(ct) is not { } canary)
        {
            return KeyRingState.Unknown;
        }

        return
            protector.TryUnprotect(SecretPurpose.KeyCanary, _nobody, canary.Secret) is { } heard
            && CryptographicOperations.FixedTimeEquals(heard, _song)
            ? KeyRingState.Fits
            : KeyRingState.DoesNotFit;
    }

    /// <summary>Plants the canary where there is none.</summary>
    public Task PlantAsync(CancellationToken ct) =>
        canaries.AddAsync(
            new KeyCanary
            {
                Secret = protector.Protect(SecretPurpose.KeyCanary, _nobody, _song),
                PlantedAt = clock.GetUtcNow(),
            },
            ct
        );
}
