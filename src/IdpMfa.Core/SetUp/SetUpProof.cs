using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.SetUp;

/// <summary>What a pending sign-in has proved when it comes to set-up: the password.</summary>
internal static class SetUpProof
{
    public static SessionProof Of(PendingSignIn pending) =>
        new()
        {
            UserId = pending.UserId,
            TenantId = pending.TenantId,
            AuthenticationId = pending.AuthenticationId,
            PasswordAt = pending.PasswordAt,
            InteractionKey = pending.InteractionKey,
            ClientId = pending.ClientId,
            MustRaise = pending.SessionId is not null,
        };
}
