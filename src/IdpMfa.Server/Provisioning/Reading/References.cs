using IdpMfa.Server.Configuration;
using IdpMfa.Server.Provisioning.Entries;

namespace IdpMfa.Server.Provisioning.Reading;

/// <summary>Finds references to what is neither in the file nor on the server.</summary>
internal static class References
{
    public static IEnumerable<ProvisioningProblem> FindBroken(ProvisioningFile file, KnownNames known)
    {
        var tenants = file.Tenants.Select(tenant => tenant.Id).Concat(known.Tenants).ToHashSet(StringComparer.Ordinal);
        var scopes = file
            .Scopes.Select(scope => scope.Name)
            .Concat(known.Scopes)
            .Concat(ScopeNames.BuiltIn)
            .ToHashSet(StringComparer.Ordinal);

        return
        [
            .. file
                .Users.Where(user => user.TenantId.Length > 0)
                .SelectMany(user => Find([user.TenantId], user.Path + ".tenant", "tenant", tenants)),
            .. file.Clients.SelectMany(client =>
                Find(client.AdminTenants, client.Path + ".adminTenants", "tenant", tenants)
                    .Concat(Find(client.Scopes, client.Path + ".scopes", "scope", scopes))
            ),
        ];
    }

    private static IEnumerable<ProvisioningProblem> Find(
        IEnumerable<string> names,
        string path,
        string kind,
        HashSet<string> known
    ) =>
        names
            .Where(name => !known.Contains(name))
            .Select(name => new ProvisioningProblem(
                path,
                $"there is no {kind} '{name}' in this file or on this server{NearestName.Suggestion(name, known)}"
            ));
}
