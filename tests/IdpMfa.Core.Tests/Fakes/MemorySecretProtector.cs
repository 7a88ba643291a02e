using System.Security.Cryptography;
using System.Text;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Fakes;

/// <summary>A key ring of one key that dies with the test; purpose and user are bound in as authenticated data.</summary>
internal sealed class MemorySecretProtector : ISecretProtector
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private int _unprotected;

    /// <summary>Secrets that somebody tried to read so far.</summary>
    public int Unprotected => _unprotected;

    public ProtectedSecret Protect(SecretPurpose purpose, UserId user, ReadOnlySpan<byte> secret)
    {
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var cipher = new byte[secret.Length];
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        using var aes = new AesGcm(_key, tag.Length);
        aes.Encrypt(nonce, secret, cipher, tag, Binding(purpose, user));
        return new ProtectedSecret(Convert.ToBase64String([.. nonce, .. tag, .. cipher]));
    }

    public byte[]? TryUnprotect(SecretPurpose purpose, UserId user, ProtectedSecret secret)
    {
        Interlocked.Increment(ref _unprotected);
        var (nonceLength, tagLength) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        try
        {
            var bytes = Convert.FromBase64String(secret.Value).AsSpan();
            var plain = new byte[bytes.Length - nonceLength - tagLength];
            using var aes = new AesGcm(_key, tagLength);
            aes.Decrypt(
                bytes[..nonceLength],
                bytes[(nonceLength + tagLength)..],
                bytes.Slice(nonceLength, tagLength),
                plain,
                Binding(purpose, user)
            );
            return plain;
        }
        catch (Exception foreign) when (foreign is FormatException or CryptographicException or OverflowException)
        {
            return null;
        }
    }

    private static byte[] Binding(SecretPurpose purpose, UserId user) => Encoding.UTF8.GetBytes($"{purpose}:{user}");
}
