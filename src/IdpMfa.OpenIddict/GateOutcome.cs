using IdpMfa.Core.Users;
using Microsoft.AspNetCore.Http;

namespace IdpMfa.OpenIddict;

/// <summary>What an authorize endpoint does next.</summary>
public abstract record GateOutcome
{
    private GateOutcome() { }

    /// <summary>
    /// Sign in with a principal of one identity. Subject, tenant, amr, acr and auth_time are stamped on it, whatever it claims of
    /// them itself.
    /// </summary>
    public sealed record Open(UserId Subject, string TenantId) : GateOutcome;

    /// <summary>Answer with this, and with nothing else: a redirect to a page, or an error to the client.</summary>
    public sealed record Closed(IResult Answer) : GateOutcome;
}
