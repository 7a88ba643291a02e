using System.Collections.Immutable;
using System.Text.Json;
using IdpMfa.Core.Clients;
using IdpMfa.Core.Enforcement;
using OpenIddict.Abstractions;

namespace IdpMfa.OpenIddict;

/// <summary>Reads clients from OpenIddict's store.</summary>
internal sealed class OpenIddictEngine(IOpenIddictApplicationManager applications) : IProtocolEngine
{
    private readonly Dictionary<string, ClientSettings?> _known = [];

    public async ValueTask<ClientSettings?> FindClientAsync(string clientId, CancellationToken ct)
    {
        if (!_known.TryGetValue(clientId, out var client))
        {
            client = await ReadAsync(clientId, ct);
            _known[clientId] = client;
        }

        return client;
    }

    private async ValueTask<ClientSettings?> ReadAsync(string clientId, CancellationToken ct)
    {
        if (await applications.FindByClientIdAsync(clientId, ct) is not { } application)
        {
            return null;
        }

        var properties = await applications.GetPropertiesAsync(application, ct);
        return new ClientSettings
        {
            ClientId = clientId,
            DisplayName = await applications.GetDisplayNameAsync(application, ct),
            RequireMfa =
                properties.TryGetValue(ClientProperties.RequireMfa, out var requireMfa)
                && requireMfa.ValueKind == JsonValueKind.True,
            MinimumAcr = FindText(properties, ClientProperties.MinimumAcr) is { } acr ? AcrNames.Find(acr) : null,
            Theme = FindText(properties, ClientProperties.Theme),
        };
    }

    private static string? FindText(ImmutableDictionary<string, JsonElement> properties, string name) =>
        properties.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
