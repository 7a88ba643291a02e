using IdpMfa.Core.Users;

namespace IdpMfa.Core.Secrets;

/// <summary>Encrypts secrets with the host's key ring, bound to a purpose and to one user.</summary>
public interface ISecretProtector
{
    ProtectedSecret Protect(SecretPurpose purpose, UserId user, ReadOnlySpan<byte> secret);

    /// <returns>The secret, or null where it was not made by this key ring for this purpose and user.</returns>
    byte[]? TryUnprotect(SecretPurpose purpose, UserId user, ProtectedSecret secret);
}
