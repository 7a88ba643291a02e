using IdpMfa.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.Server.Provisioning.Applying;

/// <summary>Which of some names and addresses already lead to a user of this server.</summary>
internal sealed class TakenNames
{
    private const int BatchSize = 500;

    private readonly Dictionary<string, Owner> _userNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Owner> _addresses = new(StringComparer.Ordinal);

    private TakenNames() { }

    /// <param name="db">The server's users.</param>
    /// <param name="names">Normalized user names and addresses to look for.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<TakenNames> FindAsync(ServerDbContext db, IEnumerable<string> names, CancellationToken ct)
    {
        var taken = new TakenNames();
        foreach (var batch in names.Distinct(StringComparer.Ordinal).Chunk(BatchSize))
        {
            var found = await db
                .Users.AsNoTracking()
                .Where(user =>
                    batch.Contains(user.NormalizedUserName)
                    || (user.EmailConfirmed && batch.Contains(user.NormalizedEmail))
                )
                .Select(user => new
                {
                    user.TenantId,
                    user.UserName,
                    user.NormalizedUserName,
                    ConfirmedEmail = user.EmailConfirmed ? user.NormalizedEmail : null,
                })
                .ToListAsync(ct);
            foreach (var user in found)
            {
                var owner = new Owner(user.UserName ?? "", user.TenantId);
                taken._userNames.TryAdd(user.NormalizedUserName ?? "", owner);
                taken._addresses.TryAdd(user.ConfirmedEmail ?? "", owner);
            }
        }

        return taken;
    }

    public Owner? FindByUserName(string name) => _userNames.GetValueOrDefault(name);

    public Owner? FindByAddress(string address) => _addresses.GetValueOrDefault(address);

    internal sealed record Owner(string UserName, string TenantId);
}
