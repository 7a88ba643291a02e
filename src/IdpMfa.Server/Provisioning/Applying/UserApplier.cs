using IdpMfa.Core.Users;
using IdpMfa.Server.Data;

namespace IdpMfa.Server.Provisioning.Applying;

/// <summary>Creates users who are missing. One who is there is left as people have made them since.</summary>
internal sealed class UserApplier(ServerDbContext db, FactorApplier factors, TimeProvider clock)
{
    /// <summary>Part of the unit of work.</summary>
    public async Task<IReadOnlyList<ProvisioningProblem>> ApplyAsync(
        IReadOnlyList<PreparedUser> users,
        ICollection<string> changes,
        CancellationToken ct
    )
    {
        var names = users
            .Select(user => user.NormalizedUserName)
            .Concat(users.Select(user => user.ConfirmedEmail).OfType<string>());
        var taken = await TakenNames.FindAsync(db, names, ct);

        var problems = new List<ProvisioningProblem>();
        foreach (var user in users)
        {
            if (FindConflict(user, taken) is { } problem)
            {
                problems.Add(problem);
            }
            else if (!user.IsThere && taken.FindByUserName(user.NormalizedUserName) is null)
            {
                await CreateAsync(user, ct);
                changes.Add($"created user '{user.Entry.UserName}' of tenant '{user.Entry.TenantId}'");
            }
        }

        return problems;
    }

    private static ProvisioningProblem? FindConflict(PreparedUser user, TakenNames taken)
    {
        var entry = user.Entry;
        if (taken.FindByUserName(user.NormalizedUserName) is { } same)
        {
            // Whoever is there may have got another address since; only a user of another tenant is somebody else.
            return same.TenantId == entry.TenantId
                ? null
                : new ProvisioningProblem(
                    entry.Path + ".userName",
                    $"'{entry.UserName}' is a user of tenant '{same.TenantId}' on this server; names are unique over all tenants"
                );
        }

        if (taken.FindByAddress(user.NormalizedUserName) is { } owner)
        {
            return new ProvisioningProblem(
                entry.Path + ".userName",
                $"is the confirmed mail address of '{owner.UserName}' on this server; a name must lead to one user"
            );
        }

        if (
            user.ConfirmedEmail is { } address
            && (taken.FindByUserName(address) ?? taken.FindByAddress(address)) is { } other
        )
        {
            return new ProvisioningProblem(
                entry.Path + ".email",
                $"is the user name or confirmed mail address of '{other.UserName}' on this server"
            );
        }

        return null;
    }

    private async Task CreateAsync(PreparedUser prepared, CancellationToken ct)
    {
        var entry = prepared.Entry;
        var user = new ServerUser
        {
            Id = prepared.Id,
            TenantId = entry.TenantId,
            UserName = entry.UserName,
            NormalizedUserName = prepared.NormalizedUserName,
            Email = entry.Email,
            NormalizedEmail = prepared.NormalizedEmail,
            EmailConfirmed = entry.EmailConfirmed,
            PasswordHash = prepared.PasswordHash,
            SecurityStamp = Guid.CreateVersion7().ToString("N"),
            ConcurrencyStamp = Guid.CreateVersion7().ToString("N"),
            IsAdmin = entry.IsAdmin,
            IsDisabled = entry.IsDisabled,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Users.Add(user);
        await factors.ApplyAsync(UserId.From(user.Id.ToString()), prepared, ct);
    }
}
