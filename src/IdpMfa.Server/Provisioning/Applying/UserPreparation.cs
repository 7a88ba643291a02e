using IdpMfa.Core.Passwords;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.Users;
using IdpMfa.Server.Data;
using IdpMfa.Server.Provisioning.Entries;
using Microsoft.AspNetCore.Identity;

namespace IdpMfa.Server.Provisioning.Applying;

/// <summary>
/// Does before the transaction what must not happen in it: hashing a thousand passwords takes minutes, and the key ring may
/// have to write its first key to the same database.
/// </summary>
internal sealed class UserPreparation(
    ServerDbContext db,
    ILookupNormalizer normalizer,
    IPasswordHasher<ServerUser> hasher,
    ISecretProtector protector
)
{
    public async Task<IReadOnlyList<PreparedUser>> PrepareAsync(
        IReadOnlyList<ProvisionedUser> users,
        CancellationToken ct
    )
    {
        var names = users.Select(user => normalizer.NormalizeName(user.UserName)!).ToList();
        var taken = await TakenNames.FindAsync(db, names, ct);
        return [.. users.Zip(names, (user, name) => Prepare(user, name, taken.FindByUserName(name) is not null))];
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
