using IdpMfa.Core.Administration;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Users;

namespace IdpMfa.Server.Cli;

/// <summary>What an operator does to a single user.</summary>
internal sealed class UserVerbs(ITenantStore tenants, IUserDirectory users, MfaAdministration administration)
{
    // Who sits at the command line is nobody whom we know.
    public const string Actor = AuditReason.CommandLine;

    public async Task<VerbOutcome> UnlockAsync(UserReference reference, CancellationToken ct)
    {
        if (await FindAsync(reference, ct) is not { } user)
        {
            return await UnknownAsync(reference, ct);
        }

        await administration.UnlockAsync(user, Actor, ct);
        return VerbOutcome.Of($"Unlocked '{user.UserName}' of tenant '{user.TenantId}'.");
    }

    public async Task<VerbOutcome> ResetMfaAsync(UserReference reference, CancellationToken ct)
    {
        if (await FindAsync(reference, ct) is not { } user)
        {
            return await UnknownAsync(reference, ct);
        }

        return await administration.ResetMfaAsync(user, Actor, ct) switch
        {
            ResetMfaOutcome.Done => VerbOutcome.Of(
                $"Reset MFA of '{user.UserName}' of tenant '{user.TenantId}'; the next sign-in leads to set-up."
            ),
            ResetMfaOutcome.IsLastAdmin => new VerbOutcome.Refused(
                $"'{user.UserName}' is the last administrator of tenant '{user.TenantId}' who can sign in; nothing was changed. "
                    + "For this case there is the verb recover-admin, which comes with a later version."
            ),
            var outcome => throw new InvalidOperationException($"Nobody handles {outcome}."),
        };
    }

    private async Task<UserAccount?> FindAsync(UserReference reference, CancellationToken ct) =>
        await users.FindByLoginNameAsync(reference.LoginName, ct) is { } user && user.TenantId == reference.TenantId
            ? user
            : null;

    private async Task<VerbOutcome> UnknownAsync(UserReference reference, CancellationToken ct) =>
        new VerbOutcome.Refused(
            await tenants.FindAsync(reference.TenantId, ct) is null
                ? $"There is no tenant '{reference.TenantId}'."
                : $"Tenant '{reference.TenantId}' has no user with the user name or confirmed mail address '{reference.LoginName}'."
        );
}
