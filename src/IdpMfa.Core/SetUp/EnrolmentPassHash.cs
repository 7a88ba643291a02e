using System.Security.Cryptography;
using System.Text;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.SetUp;

/// <summary>What is stored of an enrolment pass.</summary>
/// <remarks>
/// A pass has 60 random bits and lives 15 minutes, so one fast hash is enough; it is keyed by purpose and user.
/// <see cref="CurrentVersion"/> names this construction.
/// </remarks>
public static class EnrolmentPassHash
{
    public const int CurrentVersion = 1;

    public const int Length = SHA256.HashSizeInBytes;

    public static byte[] Compute(UserId user, EnrolmentPass pass) =>
        HMACSHA256.HashData(
            Encoding.UTF8.GetBytes($"IdpMfa enrolment pass v{CurrentVersion}:{user}"),
            Encoding.ASCII.GetBytes(pass.Canonical)
        );
}
