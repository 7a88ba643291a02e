using IdpMfa.Server.Provisioning.Entries;
using OpenIddict.Abstractions;

namespace IdpMfa.Server.Provisioning.Applying;

/// <summary>Creates clients and brings existing ones up to date. For a client the file says everything.</summary>
internal sealed class ClientApplier(IOpenIddictApplicationManager applications)
{
    public async Task<IReadOnlyList<ProvisioningProblem>> ApplyAsync(
        IReadOnlyList<ProvisionedClient> clients,
        ICollection<string> changes,
        CancellationToken ct
    )
    {
        var problems = new List<ProvisioningProblem>();
        foreach (var client in clients)
        {
            try
            {
                await ApplyAsync(client, changes, ct);
            }
            catch (OpenIddictExceptions.ValidationException exception)
            {
                // The engine has rules of its own, which it tells as codes with sentences.
                problems.Add(
                    new ProvisioningProblem(
                        client.Path,
                        string.Join(" ", exception.Results.Select(result => result.ErrorMessage))
                    )
                );
            }
        }

        return problems;
    }

    private async Task ApplyAsync(ProvisionedClient client, ICollection<string> changes, CancellationToken ct)
    {
        var wanted = new OpenIddictApplicationDescriptor();
        if (await applications.FindByClientIdAsync(client.ClientId, ct) is not { } existing)
        {
            ClientDescription.Write(client, wanted);
            wanted.ClientSecret = client.ClientSecret?.Reveal();
            await applications.CreateAsync(wanted, ct);
            changes.Add($"created client '{client.ClientId}'");
            return;
        }

        var current = new OpenIddictApplicationDescriptor();
        await applications.PopulateAsync(current, existing, ct);
        await applications.PopulateAsync(wanted, existing, ct);
        ClientDescription.Write(client, wanted);

        // The engine takes an unchanged hash as the present secret, and anything else as a new one to be hashed.
        var isSameSecret = await IsSameSecretAsync(existing, current, client, ct);
        if (!isSameSecret)
        {
            wanted.ClientSecret = client.ClientSecret?.Reveal();
        }

        if (isSameSecret && ClientDescription.AreEqual(current, wanted))
        {
            return;
        }

        await applications.UpdateAsync(existing, wanted, ct);
        changes.Add($"updated client '{client.ClientId}'");
    }

    private async Task<bool> IsSameSecretAsync(
        object existing,
        OpenIddictApplicationDescriptor current,
        ProvisionedClient client,
        CancellationToken ct
    )
    {
        if (client.ClientSecret is not { } secret || current.ClientSecret is null)
        {
            return client.ClientSecret is null && current.ClientSecret is null;
        }

        return await applications.ValidateClientSecretAsync(existing, secret.Reveal(), ct);
    }
}
