using System.Buffers.Binary;

namespace IdpMfa.Server.Provisioning.Reading;

/// <summary>Recognises ASP.NET Core Identity's password hashes of format 3.</summary>
internal static class IdentityHash
{
    // Format marker, then PRF, iterations and length of the salt, each four bytes; then salt and derived key.
    private const byte Version3 = 0x01;
    private const int HeaderLength = 13;
    private const int MinPartLength = 16;
    private const uint MaxPrf = 2;

    /// <summary>Each comparison costs them: more would let a few sign-ins keep a processor busy.</summary>
    private const uint MaxIterations = 2_000_000;

    public static bool IsPlausible(string text)
    {
        var hash = new byte[text.Length];
        if (
            !Convert.TryFromBase64String(text, hash, out var length)
            || length < HeaderLength + (2 * MinPartLength)
            || hash[0] != Version3
        )
        {
            return false;
        }

        var prf = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1));
        var iterations = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5));
        var saltLength = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(9));
        return prf <= MaxPrf
            && iterations is >= 1 and <= MaxIterations
            && saltLength >= MinPartLength
            && saltLength <= length - HeaderLength - MinPartLength;
    }
}
