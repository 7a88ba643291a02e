using IdpMfa.Core.Users;

namespace IdpMfa.Core.SignIn;

/// <summary>Begins a pending sign-in from a session that has proved too little: only the missing factor is asked for.</summary>
public sealed class StepUp(
    IUserDirectory users,
    ISignInFactsStore facts,
    IPendingSignInStore pendingSignIns,
    TimeProvider clock
)
{
    /// <returns>Null where the user is gone or disabled.</returns>
    public async Task<PendingSignIn?> BeginAsync(
        SignInEvidence session,
        Interaction? interaction,
        string returnUrl,
        CancellationToken ct
    )
    {
        if (
            await users.FindAsync(session.Subject, ct) is not { IsDisabled: false } user
            || await facts.FindAsync(user.Id, user.TenantId, ct) is not { } known
        )
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var pending = new PendingSignIn
        {
            Id = Guid.CreateVersion7(),
            UserId = user.Id,
            TenantId = user.TenantId,
            ClientId = interaction?.ClientId,
            InteractionKey = interaction?.Key,
            ReturnUrl = returnUrl,
            Epoch = known.Epoch,
            BeganAt = now,
            ExpiresAt = now + PendingSignIn.Lifetime,
            PasswordAt = session.PasswordAt,
            AuthenticationId = session.AuthenticationId,
            SessionId = session.SessionId,
        };
        await pendingSignIns.AddAsync(pending, ct);
        return pending;
    }
}
