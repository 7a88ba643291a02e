using IdpMfa.Core.Audit;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Administration;

/// <summary>Changes a tenant's policy.</summary>
public sealed class PolicyAdministration(
    ITenantStore tenants,
    AdminGuard guard,
    ITotpCredentialStore credentials,
    IUnitOfWork unitOfWork,
    IAuditLog audit,
    TimeProvider clock
)
{
    public Task<PolicyOutcome> ChangeAsync(string tenantId, TenantPolicy policy, UserId admin, CancellationToken ct) =>
        unitOfWork.RunAsync(
            async ct =>
            {
                await tenants.HoldAsync(tenantId, ct);
                if (
                    await tenants.FindAsync(tenantId, ct) is not { } tenant
                    || !await guard.IsActiveAdminAsync(tenantId, admin, ct)
                )
                {
                    return Work<PolicyOutcome>.RollBack(PolicyOutcome.NotAllowed);
                }

                var change = PolicyChange.Describe(TenantPolicy.Of(tenant), policy);
                if (change.Length == 0)
                {
                    return Work<PolicyOutcome>.RollBack(PolicyOutcome.Unchanged);
                }

                // Whoever makes everybody set up MFA must not be the first whom it locks out.
                if (
                    policy.Enforcement == MfaEnforcement.Enforced
                    && (await credentials.ListAsync(admin, ct)).Count == 0
                )
                {
                    return Work<PolicyOutcome>.RollBack(PolicyOutcome.NeedsOwnMfa);
                }

                var now = clock.GetUtcNow();
                await tenants.TrySetPolicyAsync(tenantId, policy, PolicyChange.EnforcedSince(tenant, policy, now), ct);
                await audit.AppendAsync(
                    AuditEvent.Of(AuditCode.PolicyChanged, subject: null, now) with
                    {
                        TenantId = tenantId,
                        Actor = admin.Value,
                        Detail = change,
                    },
                    ct
                );
                return Work<PolicyOutcome>.Commit(PolicyOutcome.Saved);
            },
            ct
        );
}
