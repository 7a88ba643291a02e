using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed class MemorySignInFactsStore(MemoryConnection connection) : ISignInFactsStore
{
    public Task<SignInFacts?> FindAsync(UserId user, string tenantId, CancellationToken ct) =>
        connection.ReadAsync(
            state =>
                state.Tenants.GetValueOrDefault(tenantId) is { } tenant
                    ? new SignInFacts(
                        tenant,
                        state.Attempts.GetValueOrDefault(user)?.ToEntity(),
                        state.Credentials.Values.Any(row => row.Added.UserId == user)
                    )
                    : null,
            ct
        );
}
