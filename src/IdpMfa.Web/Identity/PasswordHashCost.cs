using System.Buffers.Binary;
using System.Security.Cryptography;

namespace IdpMfa.Web.Identity;

/// <summary>What it costs to compare a password with a hash of ASP.NET Core Identity.</summary>
/// <remarks>
/// A hash that was imported with few iterations would be compared faster than the one that stands for nobody, and so tell that
/// its name is known. The work that it lacks is done beside it. A costlier one, or another pseudorandom function, can't be
/// evened out so.
/// </remarks>
internal static class PasswordHashCost
{
    private const byte Version2 = 0x00;
    private const byte Version3 = 0x01;
    private const uint IterationsOfVersion2 = 1000;
    private const int OffsetOfIterations = 5;
    private const int HeaderLength = 13;

    private static readonly byte[] Salt = new byte[16];

    /// <returns>The iterations that this hash lacks; none where another hasher than Identity's made it.</returns>
    public static int FindMissing(string hash, int iterations)
    {
        var bytes = new byte[hash.Length];
        if (!Convert.TryFromBase64String(hash, bytes, out var length) || length < HeaderLength)
        {
            return 0;
        }

        var stored = bytes[0] switch
        {
            Version2 => IterationsOfVersion2,
            Version3 => BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(OffsetOfIterations)),
            _ => (uint)iterations,
        };
        return stored < iterations ? iterations - (int)stored : 0;
    }

    public static void Spend(string password, int iterations)
    {
        if (iterations > 0)
        {
            Rfc2898DeriveBytes.Pbkdf2(password, Salt, iterations, HashAlgorithmName.SHA512, Salt.Length);
        }
    }
}
