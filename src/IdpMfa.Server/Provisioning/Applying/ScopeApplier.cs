using IdpMfa.Server.Provisioning.Entries;
using OpenIddict.Abstractions;

namespace IdpMfa.Server.Provisioning.Applying;

/// <summary>Creates scopes and brings existing ones up to date.</summary>
internal sealed class ScopeApplier(IOpenIddictScopeManager scopes)
{
    public async Task<IReadOnlyList<ProvisioningProblem>> ApplyAsync(
        IReadOnlyList<ProvisionedScope> entries,
        ICollection<string> changes,
        CancellationToken ct
    )
    {
        foreach (var entry in entries)
        {
            var descriptor = new OpenIddictScopeDescriptor();
            if (await scopes.FindByNameAsync(entry.Name, ct) is not { } existing)
            {
                Describe(descriptor, entry);
                await scopes.CreateAsync(descriptor, ct);
                changes.Add($"created scope '{entry.Name}'");
                continue;
            }

            await scopes.PopulateAsync(descriptor, existing, ct);
            if (IsAsWritten(descriptor, entry))
            {
                continue;
            }

            Describe(descriptor, entry);
            await scopes.UpdateAsync(existing, descriptor, ct);
            changes.Add($"updated scope '{entry.Name}'");
        }

        return [];
    }

    private static bool IsAsWritten(OpenIddictScopeDescriptor current, ProvisionedScope entry) =>
        current.DisplayName == entry.DisplayName && current.Resources.SetEquals(entry.Resources);

    private static void Describe(OpenIddictScopeDescriptor descriptor, ProvisionedScope entry)
    {
        descriptor.Name = entry.Name;
        descriptor.DisplayName = entry.DisplayName;
        descriptor.Resources.Clear();
        descriptor.Resources.UnionWith(entry.Resources);
    }
}
