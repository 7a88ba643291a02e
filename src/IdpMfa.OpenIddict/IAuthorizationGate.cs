using Microsoft.AspNetCore.Http;

namespace IdpMfa.OpenIddict;

/// <summary>
/// What stands between an authorization request and a code. A host with its own authorize endpoint asks it first, and signs in
/// only where it is open; one that forgets is refused by the guard before every code.
/// </summary>
public interface IAuthorizationGate
{
    /// <summary>Asks the authority about the OpenIddict request of this HTTP request.</summary>
    /// <remarks>
    /// A request whose user must see a page first is stored, and comes back to the address that it came to. A stored request
    /// opens the gate once.
    /// </remarks>
    Task<GateOutcome> CheckAsync(HttpContext http, CancellationToken ct);
}
