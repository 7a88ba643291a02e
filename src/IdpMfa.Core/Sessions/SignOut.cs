using IdpMfa.Core.Audit;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Sessions;

/// <summary>Ends a session, and knows when leaving would lock its user out.</summary>
public sealed class SignOut(
    ISessionStore sessions,
    IRecoveryTokenStore tokens,
    IUnitOfWork unitOfWork,
    IAuditLog audit,
    TimeProvider clock
)
{
    /// <summary>
    /// True after a sign-in with the last recovery token: without the phone the next sign-in would fail, so the way out
    /// warns first.
    /// </summary>
    public async Task<bool> NeedsWarningAsync(SignInEvidence session, CancellationToken ct) =>
        session.SecondFactor == SecondFactorKind.Recovery
        && (await tokens.ListAsync(session.Subject, ct)).All(token => token.UsedAt is not null);

    /// <summary>True where the browser's session is another user's and would be replaced without that warning.</summary>
    public async Task<bool> ComesFirstAsync(SignInEvidence? browserSession, UserId? user, CancellationToken ct) =>
        browserSession is not null && browserSession.Subject != user && await NeedsWarningAsync(browserSession, ct);

    public Task EndAsync(SignInEvidence session, CancellationToken ct) =>
        unitOfWork.RunAsync(
            async ct =>
            {
                var now = clock.GetUtcNow();
                if (!await sessions.TryEndAsync(session.SessionId, SessionEnd.SignedOut, now, ct))
                {
                    return Work<bool>.RollBack(false);
                }

                await audit.AppendAsync(
                    AuditEvent.Of(AuditCode.SessionEnded, session.Subject, now) with
                    {
                        TenantId = session.TenantId,
                        Reason = AuditReason.SignedOut,
                    },
                    ct
                );
                return Work<bool>.Commit(true);
            },
            ct
        );
}
