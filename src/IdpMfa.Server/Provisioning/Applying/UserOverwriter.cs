using IdpMfa.Core.Audit;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;
using IdpMfa.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.Server.Provisioning.Applying;

/// <summary>
/// Changes users who are there to what the file says of them, tells them, and ends their sessions. What the file lacks of a
/// user is left alone.
/// </summary>
internal sealed class UserOverwriter(
    ServerDbContext db,
    FactorApplier factors,
    IAttemptStore attempts,
    ITotpCredentialStore credentials,
    IRecoveryTokenStore tokens,
    ISessionStore sessions,
    IMailLinkStore links,
    ITenantStore tenants,
    UserNotices notices,
    IAuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Part of the unit of work.</summary>
    public async Task<IReadOnlyList<ProvisioningProblem>> ApplyAsync(
        IReadOnlyList<PreparedUser> users,
        string actor,
        ICollection<string> changes,
        CancellationToken ct
    )
    {
        var there = users.Where(user => user.IsThere).ToList();
        foreach (var tenant in there.Select(user => user.Entry.TenantId).Distinct(StringComparer.Ordinal))
        {
            // Nobody changes who is administrator meanwhile.
            await tenants.HoldAsync(tenant, ct);
        }

        var taken = await TakenNames.FindAsync(db, there.Select(user => user.ConfirmedEmail).OfType<string>(), ct);
        var problems = new List<ProvisioningProblem>();
        var lessAdmins = new Dictionary<string, PreparedUser>(StringComparer.Ordinal);
        foreach (var prepared in there)
        {
            var user = await db.Users.FirstOrDefaultAsync(user => user.Id == prepared.Id, ct);
            if (user is null || user.TenantId != prepared.Entry.TenantId)
            {
                continue; // a user of another tenant is a problem that has been noted already
            }

            if (FindConflict(prepared, user, taken) is { } problem)
            {
                problems.Add(problem);
                continue;
            }

            var wasAdmin = user is { IsAdmin: true, IsDisabled: false };
            await ChangeAsync(prepared, user, actor, changes, ct);
            if (wasAdmin && user is not { IsAdmin: true, IsDisabled: false })
            {
                lessAdmins.TryAdd(user.TenantId, prepared);
            }
        }

        await db.SaveChangesAsync(ct);
        problems.AddRange(await FindTenantsWithoutAdminAsync(lessAdmins, ct));
        return problems;
    }

    private static ProvisioningProblem? FindConflict(PreparedUser prepared, ServerUser user, TakenNames taken)
    {
        if (
            prepared.ConfirmedEmail is not { } address
            || (taken.FindByUserName(address) ?? taken.FindByAddress(address)) is not { } owner
            || owner.UserName == user.UserName
        )
        {
            return null;
        }

        return new ProvisioningProblem(
            prepared.Entry.Path + ".email",
            $"is the user name or confirmed mail address of '{owner.UserName}' on this server"
        );
    }

    private async Task<IEnumerable<ProvisioningProblem>> FindTenantsWithoutAdminAsync(
        Dictionary<string, PreparedUser> lessAdmins,
        CancellationToken ct
    )
    {
        var problems = new List<ProvisioningProblem>();
        foreach (var (tenant, prepared) in lessAdmins)
        {
            if (!await db.Users.AnyAsync(user => user.TenantId == tenant && user.IsAdmin && !user.IsDisabled, ct))
            {
                problems.Add(
                    new ProvisioningProblem(
                        prepared.Entry.Path,
                        $"'{prepared.Entry.UserName}' is the last administrator of tenant '{tenant}'; make another one first"
                    )
                );
            }
        }

        return problems;
    }

    private async Task ChangeAsync(
        PreparedUser prepared,
        ServerUser user,
        string actor,
        ICollection<string> changes,
        CancellationToken ct
    )
    {
        var id = UserId.From(user.Id.ToString());
        var before = ToAccount(user);
        var changed = ChangeAccount(prepared, user).ToList();
        if (prepared.TotpKey is not null)
        {
            changed.Add("totp");
        }

        var hasNewTokens = prepared.TotpKey is null && await HasNewTokensAsync(id, prepared, ct);
        if (hasNewTokens)
        {
            changed.Add("recoveryTokens");
        }

        if (changed.Count == 0)
        {
            return;
        }

        user.ConcurrencyStamp = Guid.CreateVersion7().ToString("N");
        await attempts.EnsureExistsAsync(id, ct);
        if (prepared.TotpKey is not null)
        {
            await credentials.DeleteAllAsync(id, ct);
            await factors.ApplyAsync(id, prepared, ct);
        }
        else if (hasNewTokens)
        {
            await factors.ReplaceTokensAsync(id, prepared, ct);
        }

        await EndEverythingAsync(id, prepared, ct);
        await TellAsync(before, ToAccount(user), changed, ct);
        var members = string.Join(", ", changed);
        changes.Add($"changed user '{user.UserName}' of tenant '{user.TenantId}': {members}");
        await audit.AppendAsync(
            AuditEvent.Of(AuditCode.UserChanged, id, clock.GetUtcNow()) with
            {
                TenantId = user.TenantId,
                Actor = actor,
                Detail = members,
            },
            ct
        );
    }

    /// <summary>Sessions, refresh tokens, mailed links and what is pending; a new password lifts the lock as a reset does.</summary>
    private async Task EndEverythingAsync(UserId id, PreparedUser prepared, CancellationToken ct)
    {
        if (prepared.PasswordHash is not null)
        {
            await attempts.UnlockAsync(id, ct);
        }
        else
        {
            await attempts.MoveEpochAsync(id, ct);
        }

        if (prepared.TotpKey is not null && await attempts.FindAsync(id, ct) is { } state)
        {
            await attempts.TryCompleteSetUpAsync(id, state.Epoch, ct);
        }

        await sessions.RevokeAllAsync(id, clock.GetUtcNow(), ct);
        await links.DeleteAllAsync(id, null, ct);
    }

    private async Task TellAsync(
        UserAccount before,
        UserAccount after,
        IReadOnlyCollection<string> changed,
        CancellationToken ct
    )
    {
        if (changed.Contains("password"))
        {
            await notices.TellAsync(before, MailKind.PasswordChanged, null, ct);
        }

        if (changed.Contains("totp"))
        {
            await notices.TellAsync(before, MailKind.MfaReplaced, null, ct);
        }
        else if (changed.Contains("recoveryTokens"))
        {
            await notices.TellAsync(before, MailKind.RecoveryTokenIssued, null, ct);
        }

        if (changed.Contains("email"))
        {
            await notices.TellAsync(before, MailKind.AddressChanged, after.Email, ct);
            await notices.TellAsync(after, MailKind.AddressChanged, after.Email, ct);
        }
    }

    private static IEnumerable<string> ChangeAccount(PreparedUser prepared, ServerUser user)
    {
        var (entry, written) = (prepared.Entry, prepared.Entry.Written);
        if (written.Contains("email") && user.Email != entry.Email)
        {
            user.Email = entry.Email;
            user.NormalizedEmail = prepared.NormalizedEmail;
            // An address that nobody has confirmed is not confirmed by having been another one.
            user.EmailConfirmed = entry.EmailConfirmed;
            yield return "email";
        }

        if (written.Contains("emailConfirmed") && user.EmailConfirmed != entry.EmailConfirmed)
        {
            user.EmailConfirmed = entry.EmailConfirmed;
            yield return "emailConfirmed";
        }

        if (prepared.PasswordHash is { } hash)
        {
            user.PasswordHash = hash;
            user.SecurityStamp = Guid.CreateVersion7().ToString("N");
            yield return "password";
        }

        if (written.Contains("roles") && user.IsAdmin != entry.IsAdmin)
        {
            user.IsAdmin = entry.IsAdmin;
            yield return "roles";
        }

        if (written.Contains("disabled") && user.IsDisabled != entry.IsDisabled)
        {
            user.IsDisabled = entry.IsDisabled;
            yield return "disabled";
        }
    }

    /// <summary>The file's tokens count as there when each is stored, used or not: applying a file twice revives none.</summary>
    private async Task<bool> HasNewTokensAsync(UserId user, PreparedUser prepared, CancellationToken ct)
    {
        if (prepared.Entry.RecoveryTokens.Count == 0)
        {
            return false;
        }

        var stored = await tokens.ListAsync(user, ct);
        return prepared.Entry.RecoveryTokens.Any(token =>
        {
            var hash = RecoveryTokenHash.Compute(user, token);
            return !stored.Any(other => other.Hash.AsSpan().SequenceEqual(hash));
        });
    }

    private static UserAccount ToAccount(ServerUser user) =>
        new()
        {
            Id = UserId.From(user.Id.ToString()),
            TenantId = user.TenantId,
            UserName = user.UserName ?? "",
            Email = user.Email,
            EmailConfirmed = user.EmailConfirmed,
            IsDisabled = user.IsDisabled,
            IsAdmin = user.IsAdmin,
            CreatedAt = user.CreatedAt,
        };
}
