using IdpMfa.Core.Lockout;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal sealed class EfSignInFactsStore<TContext>(TContext db) : ISignInFactsStore
    where TContext : DbContext
{
    public async Task<SignInFacts?> FindAsync(UserId user, string tenantId, CancellationToken ct)
    {
        var query =
            from tenant in db.Set<Tenant>().AsNoTracking()
            where tenant.Id == tenantId
            from state in db.Set<SignInState>().AsNoTracking().Where(state => state.UserId == user).DefaultIfEmpty()
            select new
            {
                Tenant = tenant,
                State = state,
                HasFactor = db.Set<TotpCredential>().Any(credential => credential.UserId == user),
            };
        var found = await query.FirstOrDefaultAsync(ct);
        return found is null ? null : new SignInFacts(found.Tenant, found.State, found.HasFactor);
    }
}
