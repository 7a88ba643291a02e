using System.Security.Cryptography;
using IdpMfa.Core.Passwords;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;
using IdpMfa.Server.Data;
using IdpMfa.Server.Provisioning.Entries;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.Server.Provisioning.Applying;

/// <summary>
/// Does before the transaction what must not happen in it: hashing a thousand passwords takes minutes, and the key ring may
/// have to write its first key to the same database.
/// </summary>
internal sealed class UserPreparation(
    ServerDbContext db,
    ILookupNormalizer normalizer,
    IPasswordHasher<ServerUser> hasher,
    ISecretProtector protector,
    ITotpCredentialStore credentials
)
{
    /// <param name="users">The file's.</param>
    /// <param name="overwrite">Prepare what changes a user who is there, too.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<PreparedUser>> PrepareAsync(
        IReadOnlyList<ProvisionedUser> users,
        bool overwrite,
        CancellationToken ct
    )
    {
        var names = users.Select(user => normalizer.NormalizeName(user.UserName)!).ToList();
        var taken = await TakenNames.FindAsync(db, names, ct);
        var prepared = new List<PreparedUser>();
        foreach (var (user, name) in users.Zip(names))
        {
            var isThere = taken.FindByUserName(name) is not null;
            var existing = isThere && overwrite ? await FindAsync(name, ct) : null;
            prepared.Add(
                existing is null ? Prepare(user, name, isThere) : await PrepareChangeAsync(user, name, existing, ct)
            );
        }

        return prepared;
    }

    private Task<ServerUser?> FindAsync(string name, CancellationToken ct) =>
        db.Users.AsNoTracking().FirstOrDefaultAsync(user => user.NormalizedUserName == name, ct);

    /// <summary>Only what differs: hashing a password that is the present one would change nothing but its salt.</summary>
    private async Task<PreparedUser> PrepareChangeAsync(
        ProvisionedUser user,
        string name,
        ServerUser existing,
        CancellationToken ct
    )
    {
        var id = UserId.From(existing.Id.ToString());
        return new PreparedUser
        {
            Entry = user,
            Id = existing.Id,
            NormalizedUserName = name,
            NormalizedEmail = normalizer.NormalizeEmail(user.Email),
            IsThere = true,
            PasswordHash = IsSamePassword(user, existing) ? null : Hash(user),
            TotpKey =
                user.Totp is { } totp && !await HasKeyAsync(id, totp.Key.ToArray(), ct)
                    ? protector.Protect(SecretPurpose.TotpKey, id, totp.Key)
                    : null,
        };
    }

    private bool IsSamePassword(ProvisionedUser user, ServerUser existing)
    {
        if (existing.PasswordHash is not { } stored)
        {
            return false;
        }

        return user.PasswordHash is { } hash
            ? hash.Reveal() == stored
            : user.Password is { } password
                && hasher.VerifyHashedPassword(existing, stored, password.Reveal())
                    != PasswordVerificationResult.Failed;
    }

    private async Task<bool> HasKeyAsync(UserId user, ReadOnlyMemory<byte> key, CancellationToken ct)
    {
        var stored = await credentials.ListAsync(user, ct);
        return stored.Count == 1
            && protector.TryUnprotect(SecretPurpose.TotpKey, user, stored[0].Secret) is { } present
            && CryptographicOperations.FixedTimeEquals(present, key.Span);
    }

    private PreparedUser Prepare(ProvisionedUser user, string name, bool isThere)
    {
        var id = Guid.CreateVersion7();
        return new PreparedUser
        {
            Entry = user,
            Id = id,
            NormalizedUserName = name,
            NormalizedEmail = normalizer.NormalizeEmail(user.Email),
            IsThere = isThere,
            PasswordHash = isThere ? null : Hash(user),
            TotpKey =
                !isThere && user.Totp is { } totp
                    ? protector.Protect(SecretPurpose.TotpKey, UserId.From(id.ToString()), totp.Key)
                    : null,
        };
    }

    // The length rules of passwords bind people; what the operator writes is taken as it is.
    private string? Hash(ProvisionedUser user) =>
        user.PasswordHash?.Reveal()
        ?? (
            user.Password is { } password
                ? hasher.HashPassword(new ServerUser(), PasswordPolicy.Normalize(password.Reveal()))
                : null
        );
}
