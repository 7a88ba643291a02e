using IdpMfa.Core.Administration;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed class MemoryUserSecurityStore(MemoryConnection connection) : IUserSecurityStore
{
    public Task<IReadOnlyDictionary<UserId, UserSecurityState>> FindAsync(
        IReadOnlyCollection<UserId> users,
        CancellationToken ct
    ) =>
        connection.ReadAsync<IReadOnlyDictionary<UserId, UserSecurityState>>(
            state => users.Distinct().ToDictionary(user => user, user => Of(state, user)),
            ct
        );

    private static UserSecurityState Of(MemoryState state, UserId user)
    {
        var factors = state
            .Credentials.Values.Select(row => row.ToEntity())
            .Where(factor => factor.UserId == user)
            .ToList();
        var signIns = state.Sessions.Values.Select(row => row.ToEntity()).Where(session => session.UserId == user);
        return new UserSecurityState
        {
            SignIn = state.Attempts.GetValueOrDefault(user)?.ToEntity(),
            HasFactor = factors.Count > 0,
            FactorConfirmedAt = factors.Max(factor => (DateTimeOffset?)factor.ConfirmedAt),
            FactorLastUsedAt = factors.Max(factor => factor.LastUsedAt),
            RecoveryTokensLeft = state.Tokens.Values.Count(row => row.Added.UserId == user && row.UsedAt is null),
            LastSignInAt = signIns.Max(session => (DateTimeOffset?)session.PasswordAt),
        };
    }
}
