using IdpMfa.Core.Lockout;
using IdpMfa.Core.Tenants;

namespace IdpMfa.Core.SignIn;

/// <summary>What policy needs to know of a user, read at once.</summary>
/// <param name="Tenant">The user's tenant.</param>
/// <param name="State">Counters, lock and epoch; null for a user who has never tried to sign in.</param>
/// <param name="HasFactor">Whether an authenticator is set up, a disabled one included.</param>
public sealed record SignInFacts(Tenant Tenant, SignInState? State, bool HasFactor)
{
    public int Epoch => State?.Epoch ?? 0;
}
