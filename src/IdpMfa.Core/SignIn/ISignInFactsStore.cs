using IdpMfa.Core.Users;

namespace IdpMfa.Core.SignIn;

/// <summary>Reads <see cref="SignInFacts"/> in one statement.</summary>
public interface ISignInFactsStore
{
    /// <returns>Null where the tenant is unknown.</returns>
    Task<SignInFacts?> FindAsync(UserId user, string tenantId, CancellationToken ct);
}
