using System.Collections.Concurrent;
using IdpMfa.Core.Clients;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed class MemoryEngine : IProtocolEngine
{
    private readonly ConcurrentDictionary<string, ClientSettings> _clients = new(StringComparer.Ordinal);

    public void Set(ClientSettings client) => _clients[client.ClientId] = client;

    public ValueTask<ClientSettings?> FindClientAsync(string clientId, CancellationToken ct) =>
        ValueTask.FromResult(_clients.GetValueOrDefault(clientId));
}
