using IdpMfa.Core.Recovery;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.SetUp;

/// <summary>Answers the other click of a double click at set-up with what the first one did.</summary>
public sealed class SetUpRepeat(
    IPendingSignInStore pendingSignIns,
    ISessionStore sessions,
    RecoveryTokenIssuer issuer,
    TimeProvider clock
)
{
    /// <returns>Null where this pending sign-in is not completed, so that there is nothing to repeat.</returns>
    public async Task<SetUpOutcome?> FindAsync(
        Guid pendingId,
        MfaCode code,
        string? preparedTokens,
        CancellationToken ct
    )
    {
        if (await pendingSignIns.FindAsync(pendingId, clock.GetUtcNow(), ct) is not { CompletedAt: not null } completed)
        {
            return null;
        }

        if (
            !CodeHash.IsDoubleClick(completed, code, clock.GetUtcNow())
            || await FindStartedAsync(completed, ct) is not { } session
        )
        {
            return new SetUpOutcome.Gone();
        }

        var prepared = issuer.Read(completed.UserId, completed.Id, preparedTokens);
        var isRepeated = await issuer.IsRepeatedAsync(completed.UserId, prepared, ct);
        return new SetUpOutcome.Confirmed(session, completed, isRepeated ? prepared.Tokens : []);
    }

    /// <returns>The session of a set-up that was put off a moment ago, or null.</returns>
    public async Task<Session?> FindPutOffAsync(Guid pendingId, CancellationToken ct) =>
        await pendingSignIns.FindAsync(pendingId, clock.GetUtcNow(), ct) is { } completed
        && CodeHash.IsDoubleClick(completed, clock.GetUtcNow())
            ? await FindStartedAsync(completed, ct)
            : null;

    private async Task<Session?> FindStartedAsync(PendingSignIn completed, CancellationToken ct) =>
        await sessions.FindAsync(completed.CompletedSessionId!.Value, ct) is { EndedAt: null } session
        && session.AuthenticationId == completed.AuthenticationId
            ? session
            : null;
}
