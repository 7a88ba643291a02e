namespace IdpMfa.Core.Clients;

/// <summary>The port to the protocol engine; each adapter implements it, pages and policies call it.</summary>
public interface IProtocolEngine
{
    ValueTask<ClientSettings?> FindClientAsync(string clientId, CancellationToken ct);
}
