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
    /// <param name="session">The browser's session.</param>
    /// <param name="purpose">What it is begun for; who may is decided before.</param>
    /// <param name="interaction">The request that waits, if one does.</param>
    /// <param name="returnUrl">Where to go on to.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null where the user is gone or disabled.</returns>
    public async Task<PendingSignIn?> BeginAsync(
        SignInEvidence session,
        PendingPurpose purpose,
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
            Purpose = purpose,
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
