using IdpMfa.Core.Administration;
using IdpMfa.Core.Audit;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Users;

namespace IdpMfa.Server.Cli;

/// <summary>What an operator does to a single user.</summary>
internal sealed class UserVerbs(
    ITenantStore tenants,
    IUserDirectory users,
    UserFinder finder,
    MfaAdministration administration,
    EnrolmentPasses passes,
    AdminRecovery recovery
)
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
                    + "Run recover-admin instead: it gives this administrator a link to set up MFA anew."
            ),
            var outcome => throw new InvalidOperationException($"Nobody handles {outcome}."),
        };
    }

    public async Task<VerbOutcome> ListAsync(string tenantId, string? prefix, CancellationToken ct)
    {
        if (await tenants.FindAsync(tenantId, ct) is null)
        {
            return new VerbOutcome.Refused($"There is no tenant '{tenantId}'.");
        }

        var lines = new List<string>();
        UserPage page;
        string? after = null;
        do
        {
            page = await finder.SearchAsync(
                new UserSearch
                {
                    TenantId = tenantId,
                    Prefix = prefix,
                    After = after,
                },
                ct
            );
            lines.AddRange(page.Users.Select(UserWords.Line));
            after = page.Next;
        } while (after is not null);

        return new VerbOutcome.Done(lines.Count == 0 ? ["No user matches."] : lines, []);
    }

    public async Task<VerbOutcome> ShowAsync(UserReference reference, CancellationToken ct) =>
        await FindAsync(reference, ct) is { } user
        && await finder.FindAsync(user.TenantId, user.Id.Value, ct) is { } found
            ? new VerbOutcome.Done(UserWords.Describe(found), [])
            : await UnknownAsync(reference, ct);

    public async Task<VerbOutcome> IssueEnrolmentPassAsync(UserReference reference, CancellationToken ct)
    {
        if (await FindAsync(reference, ct) is not { } user)
        {
            return await UnknownAsync(reference, ct);
        }

        return await passes.TryIssueAsync(user, Actor, ct) is { } pass
            ? new VerbOutcome.Done(
                [
                    pass.ToDisplayString(),
                    $"This pass lets '{user.UserName}' of tenant '{user.TenantId}' set up MFA after the password: once, within "
                        + $"{EnrolmentPass.Lifetime.TotalMinutes:0} minutes. A new one ends it.",
                ],
                []
            )
            : new VerbOutcome.Refused(
                $"'{user.UserName}' has MFA, so there is nothing to enrol. If the phone is lost, run users reset-mfa first."
            );
    }

    public async Task<VerbOutcome> RecoverAdminAsync(
        UserReference reference,
        bool force,
        Uri issuer,
        CancellationToken ct
    )
    {
        if (await FindAsync(reference, ct) is not { } user)
        {
            return await UnknownAsync(reference, ct);
        }

        return await recovery.IssueAsync(user, force, ct) switch
        {
            AdminRecoveryIssue.Issued issued => new VerbOutcome.Done(
                [
                    new Uri(issuer, $"account/recover?token={issued.Token.ToLinkText()}").AbsoluteUri,
                    $"This link works once, for {AdminRecoveryToken.Lifetime.TotalMinutes:0} minutes, together with the password "
                        + $"of '{user.UserName}', and lifts a lock. All administrators of tenant '{user.TenantId}' are told by mail.",
                ],
                []
            ),
            AdminRecoveryIssue.AnotherCanAct => new VerbOutcome.Refused(
                $"Another administrator of tenant '{user.TenantId}' can reset the MFA of '{user.UserName}'; nothing was changed. "
                    + "If that one can't be reached, add --force."
            ),
            _ => new VerbOutcome.Refused(
                $"'{user.UserName}' is no administrator of tenant '{user.TenantId}' who could sign in; nothing was changed. "
                    + "For other users there is users reset-mfa."
            ),
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
