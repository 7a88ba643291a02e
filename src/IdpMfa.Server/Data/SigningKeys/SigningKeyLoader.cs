using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace IdpMfa.Server.Data.SigningKeys;

/// <summary>Reads the token service's keys from the database, and makes them at the first start.</summary>
internal sealed class SigningKeyLoader(
    ServerDbContext db,
    IDataProtectionProvider protection,
    SigningKeyRing ring,
    TimeProvider clock
)
{
    private const int RsaKeySize = 2048;
    private const int EncryptionKeyLength = 32;

    private readonly IDataProtector _protector = protection.CreateProtector("IdpMfa", "SigningKey", "v1");

    /// <exception cref="CryptographicException">The key ring that encrypted the keys is not there.</exception>
    public async Task LoadAsync(CancellationToken ct)
    {
        var keys = await ReadAsync(ct);
        if (!keys.Any(key => key.Use == SigningKeyUse.Sign))
        {
            using var rsa = RSA.Create(RsaKeySize);
            await AddAsync(SigningKeyUse.Sign, rsa.ExportPkcs8PrivateKey(), ct);
        }

        if (!keys.Any(key => key.Use == SigningKeyUse.Encrypt))
        {
            await AddAsync(SigningKeyUse.Encrypt, RandomNumberGenerator.GetBytes(EncryptionKeyLength), ct);
        }

        keys = await ReadAsync(ct);
        ring.Signing = [.. keys.Where(key => key.Use == SigningKeyUse.Sign).Select(ToRsa)];
        ring.Encryption = [.. keys.Where(key => key.Use == SigningKeyUse.Encrypt).Select(ToSymmetric)];
    }

    /// <summary>Newest first: the engine signs with the first one.</summary>
    private async Task<List<SigningKey>> ReadAsync(CancellationToken ct) =>
        await db.SigningKeys.AsNoTracking().OrderByDescending(key => key.CreatedAt).ToListAsync(ct);

    private async Task AddAsync(SigningKeyUse use, byte[] key, CancellationToken ct)
    {
        db.SigningKeys.Add(
            new SigningKey
            {
                Id = Guid.CreateVersion7(),
                Use = use,
                ProtectedKey = Base64Url.EncodeToString(_protector.Protect(key)),
                CreatedAt = clock.GetUtcNow(),
            }
        );
        await db.SaveChangesAsync(ct);
    }

    private RsaSecurityKey ToRsa(SigningKey key)
    {
        // Lives as long as the process: the engine signs with it.
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(Unprotect(key), out _);
        return new RsaSecurityKey(rsa) { KeyId = key.Id.ToString("N") };
    }

    private SymmetricSecurityKey ToSymmetric(SigningKey key) => new(Unprotect(key)) { KeyId = key.Id.ToString("N") };

    private byte[] Unprotect(SigningKey key) => _protector.Unprotect(Base64Url.DecodeFromChars(key.ProtectedKey));
}
