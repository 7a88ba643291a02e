using System.Security.Cryptography;
using System.Text;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Recovery;

/// <summary>What is stored of a recovery token.</summary>
/// <remarks>
/// A token has 115 random bits, so one fast hash is enough (OWASP ASVS 5.0 6.5.2); it is keyed by purpose and user, so that
/// equal tokens of two users have different hashes. <see cref="CurrentVersion"/> names this construction.
/// </remarks>
public static class RecoveryTokenHash
{
    public const int CurrentVersion = 1;

    public const int Length = SHA256.HashSizeInBytes;

    public static byte[] Compute(UserId user, RecoveryToken token) =>
        HMACSHA256.HashData(
            Encoding.UTF8.GetBytes($"IdpMfa recovery token v{CurrentVersion}:{user}"),
            Encoding.ASCII.GetBytes(token.Canonical)
        );
}
