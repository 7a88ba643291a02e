using IdpMfa.Server.Provisioning.Entries;
using Microsoft.AspNetCore.Identity;

namespace IdpMfa.Server.Provisioning.Reading;

/// <summary>Finds what is written twice. Ids that differ only in case are refused too: a database may ignore it.</summary>
internal static class Duplicates
{
    public static IEnumerable<ProvisioningProblem> Find(ProvisioningFile file, ILookupNormalizer normalizer) =>
        [
            .. FindIds(file.Tenants.Select(tenant => (tenant.Id, tenant.Path + ".id"))),
            .. FindIds(file.Clients.Select(client => (client.ClientId, client.Path + ".clientId"))),
            .. FindIds(file.Scopes.Select(scope => (scope.Name, scope.Path + ".name"))),
            .. FindLoginNames(file.Users, normalizer),
        ];

    private static IEnumerable<ProvisioningProblem> FindIds(IEnumerable<(string Id, string Path)> entries)
    {
        var first = new Dictionary<string, (string Id, string Path)>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in entries.Where(entry => entry.Id.Length > 0))
        {
            if (first.TryAdd(entry.Id, entry))
            {
                continue;
            }

            var other = first[entry.Id];
            var difference = other.Id == entry.Id ? "" : ", but for case";
            yield return new ProvisioningProblem(entry.Path, $"'{entry.Id}' is the same as {other.Path}{difference}");
        }
    }

    // A name typed at sign-in must be one user's, whether it is read as user name or as mail address.
    private static IEnumerable<ProvisioningProblem> FindLoginNames(
        IReadOnlyList<ProvisionedUser> users,
        ILookupNormalizer normalizer
    )
    {
        var names = new Dictionary<string, ProvisionedUser>(StringComparer.Ordinal);
        var addresses = new Dictionary<string, ProvisionedUser>(StringComparer.Ordinal);
        foreach (var user in users.Where(user => user.UserName.Length > 0))
        {
            if (!names.TryAdd(normalizer.NormalizeName(user.UserName)!, user))
            {
                var other = names[normalizer.NormalizeName(user.UserName)!];
                yield return new ProvisioningProblem(
                    user.Path + ".userName",
                    $"is the same as {other.Path}.userName; case and Unicode form make no difference"
                );
            }
        }

        foreach (var user in users.Where(user => user.ConfirmedEmail is not null))
        {
            var address = normalizer.NormalizeEmail(user.ConfirmedEmail)!;
            if (!addresses.TryAdd(address, user))
            {
                yield return new ProvisioningProblem(
                    user.Path + ".email",
                    $"is the confirmed address of {addresses[address].Path} too; case and Unicode form make no difference"
                );
            }

            if (names.TryGetValue(address, out var other) && other != user)
            {
                yield return new ProvisioningProblem(
                    other.Path + ".userName",
                    $"is the confirmed mail address of {user.Path}; a name must lead to one user"
                );
            }
        }
    }
}
