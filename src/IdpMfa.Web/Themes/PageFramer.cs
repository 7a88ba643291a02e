using IdpMfa.Core.Clients;
using IdpMfa.Core.Tenants;

namespace IdpMfa.Web.Themes;

/// <summary>Chooses the theme: the client's, else the tenant's, else the default.</summary>
internal sealed class PageFramer(PageFrame frame, IProtocolEngine engine, ITenantStore tenants)
{
    /// <returns>The client, for what else a page wants to know of it.</returns>
    public async Task<ClientSettings?> FrameAsync(string? clientId, string? tenantId, CancellationToken ct)
    {
        var client = clientId is { Length: > 0 } ? await engine.FindClientAsync(clientId, ct) : null;
        frame.ClientName = client?.DisplayName;
        frame.ThemeName = client?.Theme;
        if (frame.ThemeName is null && tenantId is not null)
        {
            frame.ThemeName = (await tenants.FindAsync(tenantId, ct))?.Theme;
        }

        return client;
    }
}
