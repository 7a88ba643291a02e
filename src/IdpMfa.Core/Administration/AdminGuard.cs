using IdpMfa.Core.Tenants;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Administration;

/// <summary>Keeps a tenant from losing its last administrator. Called within the unit of work of the change.</summary>
/// <remarks>
/// The tenant's row is held first, so that two changes at the same moment come one after the other: of two administrators
/// who disable each other one stays.
/// </remarks>
public sealed class AdminGuard(ITenantStore tenants, IUserRegister register, IUserSecurityStore states)
{
    /// <summary>Holds the tenant, and asks whether somebody could act as administrator once this user can't.</summary>
    public async Task<bool> CanDoWithoutAsync(UserAccount user, CancellationToken ct)
    {
        await tenants.HoldAsync(user.TenantId, ct);
        var admins = await register.ListActiveAdminsAsync(user.TenantId, ct);

        // Who is no administrator who could act is no loss, whatever else the tenant lacks.
        return admins.All(admin => admin.Id != user.Id) || await HasAbleAsync(admins, except: user.Id, ct);
    }

    /// <summary>Whether this user is an administrator at this moment, whatever was true when the request began.</summary>
    public async Task<bool> IsActiveAdminAsync(string tenantId, UserId user, CancellationToken ct) =>
        (await register.ListActiveAdminsAsync(tenantId, ct)).Any(admin => admin.Id == user);

    /// <summary>Whether an administrator other than this user can sign in now: not disabled, not locked.</summary>
    public async Task<bool> HasOtherAbleAsync(UserAccount user, CancellationToken ct) =>
        await HasAbleAsync(await register.ListActiveAdminsAsync(user.TenantId, ct), user.Id, ct);

    private async Task<bool> HasAbleAsync(IReadOnlyList<UserAccount> admins, UserId except, CancellationToken ct)
    {
        var known = await states.FindAsync([.. admins.Select(admin => admin.Id)], ct);
        return admins.Any(admin => admin.Id != except && !known[admin.Id].IsLocked);
    }
}
