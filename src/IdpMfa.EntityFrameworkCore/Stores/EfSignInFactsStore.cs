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
        var found = await db.Set<Tenant>()
            .AsNoTracking()
            .Where(tenant => tenant.Id == tenantId)
            .Select(tenant => new
            {
                Tenant = tenant,
                State = db.Set<SignInState>().FirstOrDefault(state => state.UserId == user),
                HasFactor = db.Set<TotpCredential>().Any(credential => credential.UserId == user),
            })
            .FirstOrDefaultAsync(ct);
        return found is null ? null : new SignInFacts(found.Tenant, found.State, found.HasFactor);
    }
}
