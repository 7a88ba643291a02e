using IdpMfa.Core.Audit;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.SetUp;

/// <summary>An audit event of a pending sign-in on the way to set-up.</summary>
internal static class SetUpEvent
{
    public static AuditEvent Of(string code, PendingSignIn pending, DateTimeOffset at) =>
        AuditEvent.Of(code, pending.UserId, at) with
        {
            TenantId = pending.TenantId,
            ClientId = pending.ClientId,
        };
}
