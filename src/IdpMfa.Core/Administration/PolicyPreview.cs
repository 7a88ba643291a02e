using IdpMfa.Core.Enforcement;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Administration;

/// <summary>Says whom a policy would stop at the next sign-in, by the same evaluator that then stops them.</summary>
public sealed class PolicyPreview(
    ITenantStore tenants,
    IUserRegister register,
    IUserSecurityStore states,
    TimeProvider clock
)
{
    private const int BatchSize = 500;

    /// <returns>Null where the tenant is gone.</returns>
    public async Task<PolicyEffect?> ForeseeAsync(string tenantId, TenantPolicy policy, CancellationToken ct)
    {
        if (await tenants.FindAsync(tenantId, ct) is not { } tenant)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var then = PolicyChange.Apply(tenant, policy, now);
        var (total, stopped, asked) = (0, new List<UserOverview>(), new List<UserOverview>());
        await foreach (var user in ListAsync(tenantId, ct))
        {
            total++;
            switch (Evaluate(then, user, now))
            {
                case EnforcementOutcome.SetUpNeeded or EnforcementOutcome.CannotBeMet:
                    stopped.Add(user);
                    break;

                case EnforcementOutcome.SetUpOffered:
                    asked.Add(user);
                    break;
            }
        }

        return new PolicyEffect(total, stopped, asked);
    }

    private static EnforcementOutcome Evaluate(Tenant then, UserOverview user, DateTimeOffset now)
    {
        var facts = new SignInFacts(then, user.State.SignIn, user.State.HasFactor);
        return EnforcementEvaluator.Evaluate(EnforcementFacts.ToInput(facts, user.Account, client: null, now));
    }

    /// <summary>Everybody who could sign in; who is disabled is stopped by that already.</summary>
    private async IAsyncEnumerable<UserOverview> ListAsync(
        string tenantId,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        string? after = null;
        while (true)
        {
            var query = new UserListQuery
            {
                TenantId = tenantId,
                IsDisabled = false,
                After = after,
                Take = BatchSize,
            };
            var batch = await register.ListAsync(query, ct);
            var known = await states.FindAsync([.. batch.Select(user => user.Account.Id)], ct);
            foreach (var user in batch)
            {
                yield return new UserOverview(user.Account, known[user.Account.Id]);
            }

            if (batch.Count < BatchSize)
            {
                yield break;
            }

            after = batch[^1].SortKey;
        }
    }
}
