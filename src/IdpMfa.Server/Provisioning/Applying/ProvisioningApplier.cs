using IdpMfa.Core;
using IdpMfa.Core.Audit;
using IdpMfa.Server.Data;
using IdpMfa.Server.Provisioning.Entries;

namespace IdpMfa.Server.Provisioning.Applying;

/// <summary>
/// Applies a file in one transaction: creates what is missing and updates clients, scopes, and names and themes of tenants.
/// </summary>
/// <remarks>
/// Unless it is told to overwrite, it never changes an existing user nor an existing tenant's policy: a restart must not undo
/// a password reset, a disabling, a policy or a Reset MFA. What is there already as the file says is not written again.
/// </remarks>
internal sealed class ProvisioningApplier(
    ServerDbContext db,
    UserPreparation preparation,
    TenantApplier tenants,
    UserApplier users,
    UserOverwriter overwriter,
    ScopeApplier scopes,
    ClientApplier clients,
    IUnitOfWork unitOfWork,
    IAuditLog audit,
    TimeProvider clock
)
{
    /// <param name="file">What to apply.</param>
    /// <param name="actor">Who does it, for the audit.</param>
    /// <param name="overwrite">Change users who are there, and tenants' mfa, too.</param>
    /// <param name="ct">Stops it; then nothing is applied.</param>
    public async Task<ProvisioningOutcome> ApplyAsync(
        ProvisioningFile file,
        string actor,
        bool overwrite,
        CancellationToken ct
    )
    {
        var prepared = await preparation.PrepareAsync(file.Users, overwrite, ct);

        var outcome = await unitOfWork.RunAsync<ProvisioningOutcome>(
            async ct =>
            {
                var changes = new List<string>();
                List<ProvisioningProblem> problems =
                [
                    .. await tenants.ApplyAsync(file.Tenants, overwrite ? actor : null, changes, ct),
                    .. await users.ApplyAsync(prepared, changes, ct),
                    .. overwrite ? await overwriter.ApplyAsync(prepared, actor, changes, ct) : [],
                    .. await scopes.ApplyAsync(file.Scopes, changes, ct),
                    .. await clients.ApplyAsync(file.Clients, changes, ct),
                ];
                if (problems.Count > 0)
                {
                    return Work<ProvisioningOutcome>.RollBack(new ProvisioningOutcome.Refused(problems));
                }

                var applied = new ProvisioningOutcome.Applied(changes, []);
                if (changes.Count == 0)
                {
                    return Work<ProvisioningOutcome>.RollBack(applied);
                }

                var done = AuditEvent.Of(AuditCode.ProvisioningApplied, subject: null, clock.GetUtcNow());
                await audit.AppendAsync(done with { Actor = actor }, ct);
                return Work<ProvisioningOutcome>.Commit(applied);
            },
            ct
        );

        // What was rolled back after the engine had saved it must not look as if it were there.
        db.ChangeTracker.Clear();
        return outcome;
    }
}
