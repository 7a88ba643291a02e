using System.Buffers.Text;
using System.Security.Cryptography;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.Users;
using Microsoft.AspNetCore.DataProtection;

namespace IdpMfa.Web.Security;

/// <summary>Encrypts with the key ring of ASP.NET Core Data Protection, under a purpose that names kind and user.</summary>
internal sealed class DataProtectionSecretProtector(IDataProtectionProvider provider) : ISecretProtector
{
    public ProtectedSecret Protect(SecretPurpose purpose, UserId user, ReadOnlySpan<byte> secret) =>
        new(Base64Url.EncodeToString(CreateProtector(purpose, user).Protect(secret.ToArray())));

    public byte[]? TryUnprotect(SecretPurpose purpose, UserId user, ProtectedSecret secret)
    {
        try
        {
            return CreateProtector(purpose, user).Unprotect(Base64Url.DecodeFromChars(secret.Value));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private IDataProtector CreateProtector(SecretPurpose purpose, UserId user) =>
        provider.CreateProtector("IdpMfa", purpose.ToString(), "v1", user.Value);
}
