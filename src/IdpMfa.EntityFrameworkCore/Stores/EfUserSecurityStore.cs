using IdpMfa.Core.Administration;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal sealed class EfUserSecurityStore<TContext>(TContext db) : IUserSecurityStore
    where TContext : DbContext
{
    public async Task<IReadOnlyDictionary<UserId, UserSecurityState>> FindAsync(
        IReadOnlyCollection<UserId> users,
        CancellationToken ct
    )
    {
        if (users.Count == 0)
        {
            return new Dictionary<UserId, UserSecurityState>();
        }

        var states = await db.Set<SignInState>()
            .AsNoTracking()
            .Where(state => users.Contains(state.UserId))
            .ToDictionaryAsync(state => state.UserId, ct);
        var factors = (
            await db.Set<TotpCredential>()
                .AsNoTracking()
                .Where(factor => users.Contains(factor.UserId))
                .Select(factor => new
                {
                    factor.UserId,
                    factor.ConfirmedAt,
                    factor.LastUsedAt,
                })
                .ToListAsync(ct)
        ).ToLookup(factor => factor.UserId);
        var tokens = await db.Set<StoredRecoveryToken>()
            .Where(token => users.Contains(token.UserId) && token.UsedAt == null)
            .GroupBy(token => token.UserId)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        var signIns = await db.Set<Session>()
            .Where(session => users.Contains(session.UserId))
            .GroupBy(session => session.UserId)
            .Select(group => new { group.Key, Last = group.Max(session => session.PasswordAt) })
            .ToDictionaryAsync(group => group.Key, group => group.Last, ct);

        return users
            .Distinct()
            .ToDictionary(
                user => user,
                user => new UserSecurityState
                {
                    SignIn = states.GetValueOrDefault(user),
                    HasFactor = factors[user].Any(),
                    FactorConfirmedAt = factors[user].Max(factor => (DateTimeOffset?)factor.ConfirmedAt),
                    FactorLastUsedAt = factors[user].Max(factor => factor.LastUsedAt),
                    RecoveryTokensLeft = tokens.GetValueOrDefault(user),
                    LastSignInAt = signIns.TryGetValue(user, out var last) ? last : null,
                }
            );
    }
}
