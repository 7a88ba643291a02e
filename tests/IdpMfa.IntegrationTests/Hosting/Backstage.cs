using IdpMfa.Core.Administration;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Users;
using IdpMfa.Server.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IdpMfa.IntegrationTests.Hosting;

/// <summary>What tests see and do behind the pages: the database, and what an operator can do.</summary>
internal static class Backstage
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Task<T> QueryAsync<T>(this IdpHost host, Func<ServerDbContext, Task<T>> query) =>
        host.InScopeAsync(services => query(services.GetRequiredService<ServerDbContext>()));

    public static Task<UserAccount> FindUserAsync(this IdpHost host, string userName) =>
        host.InScopeAsync(async services =>
            await services.GetRequiredService<IUserDirectory>().FindByLoginNameAsync(userName, Ct)
            ?? throw new InvalidOperationException($"There is no {userName}.")
        );

    public static async Task<SignInState> GetStateAsync(this IdpHost host, string userName)
    {
        var user = await host.FindUserAsync(userName);
        return await host.QueryAsync(db =>
                db.Set<SignInState>().AsNoTracking().FirstOrDefaultAsync(s => s.UserId == user.Id)
            ) ?? new SignInState { UserId = user.Id };
    }

    /// <summary>The security decisions so far, oldest first.</summary>
    public static Task<List<AuditEvent>> ListAuditAsync(this IdpHost host, string? code = null) =>
        host.QueryAsync(db =>
            db.Set<AuditEvent>()
                .AsNoTracking()
                .Where(e => code == null || e.Code == code)
                .OrderBy(e => e.At)
                .ThenBy(e => e.Id)
                .ToListAsync()
        );

    public static async Task<int> CountAuditAsync(this IdpHost host, string code) =>
        (await host.ListAuditAsync(code)).Count;

    /// <summary>Changes a tenant's policy as an administrator would, beside the running server.</summary>
    public static Task<int> SetEnforcementAsync(
        this IdpHost host,
        string tenantId,
        MfaEnforcement enforcement,
        TimeSpan gracePeriod = default
    )
    {
        var since = host.Clock.GetUtcNow();
        return host.QueryAsync(db =>
            db.Set<Tenant>()
                .Where(tenant => tenant.Id == tenantId)
                .ExecuteUpdateAsync(row =>
                    row.SetProperty(tenant => tenant.Enforcement, enforcement)
                        .SetProperty(tenant => tenant.EnforcedSince, since)
                        .SetProperty(tenant => tenant.GracePeriod, gracePeriod)
                )
        );
    }

    public static async Task UnlockAsync(this IdpHost host, string userName)
    {
        var user = await host.FindUserAsync(userName);
        await host.InScopeAsync(async services =>
        {
            await services.GetRequiredService<MfaAdministration>().UnlockAsync(user, "test", Ct);
            return true;
        });
    }

    public static async Task<ResetMfaOutcome> ResetMfaAsync(this IdpHost host, string userName)
    {
        var user = await host.FindUserAsync(userName);
        return await host.InScopeAsync(services =>
            services.GetRequiredService<MfaAdministration>().ResetMfaAsync(user, "test", Ct)
        );
    }

    public static Task<int> DisableAsync(this IdpHost host, string userName) =>
        host.QueryAsync(db =>
            db.Users.Where(user => user.UserName == userName)
                .ExecuteUpdateAsync(row => row.SetProperty(user => user.IsDisabled, true))
        );

    /// <summary>As if the address had never been confirmed.</summary>
    public static Task<int> UnconfirmAsync(this IdpHost host, string userName) =>
        host.QueryAsync(db =>
            db.Users.Where(user => user.UserName == userName)
                .ExecuteUpdateAsync(row => row.SetProperty(user => user.EmailConfirmed, false))
        );

    /// <summary>Gives a user a confirmed address, as an operator would.</summary>
    public static Task<int> SetAddressAsync(this IdpHost host, string userName, string address) =>
        host.QueryAsync(db =>
            db.Users.Where(user => user.UserName == userName)
                .ExecuteUpdateAsync(row =>
                    row.SetProperty(user => user.Email, address)
                        .SetProperty(user => user.NormalizedEmail, address.ToUpperInvariant())
                        .SetProperty(user => user.EmailConfirmed, true)
                )
        );
}
