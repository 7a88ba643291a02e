using System.Buffers.Text;
using System.Security.Cryptography;
using IdpMfa.Core.Audit;
using IdpMfa.Core.SignIn;
using Microsoft.Extensions.Options;

namespace IdpMfa.Core.Sessions;

/// <summary>Starts sessions and raises them. Called within the unit of work that accepts a proof.</summary>
public sealed class SessionStarter(
    ISessionStore sessions,
    KnownBrowsers browsers,
    IAuditLog audit,
    IOptions<SessionOptions> options,
    TimeProvider clock
)
{
    /// <summary>
    /// Turns new proofs into a session. The browser's present session is raised if it is the same user's, so that its
    /// tokens live on, and ended if it is another's; either way the cookie's key is new.
    /// </summary>
    /// <returns>The session, or null where the session to be raised ended meanwhile.</returns>
    public async Task<Session?> StartAsync(SessionProof proof, SignInEvidence? browserSession, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (browserSession is not null && browserSession.Subject != proof.UserId)
        {
            await EndOtherUsersAsync(browserSession, now, ct);
            browserSession = null;
        }

        // A step-up gives no password: the session's was given for whatever it was given for.
        var interactionKey = proof.MustRaise ? browserSession?.InteractionKey : proof.InteractionKey;
        var session = Create(proof, browserSession?.SessionId ?? proof.AuthenticationId, interactionKey, now);
        if (browserSession is not null && await sessions.TryRaiseAsync(session, ct))
        {
            await AuditAsync(AuditCode.SessionRaised, session, proof, ct);
            if (!proof.MustRaise)
            {
                // A step-up goes on in the browser that signed in.
                await browsers.SeeAsync(proof.UserId, proof.TenantId, ct);
            }

            return session;
        }

        if (proof.MustRaise)
        {
            return null;
        }

        // The browser's session ended while its user was signing in again: begin a new one.
        var started = browserSession is null ? session : session.WithId(proof.AuthenticationId);
        await sessions.AddAsync(started, ct);
        await AuditAsync(AuditCode.SessionStarted, started, proof, ct);
        await browsers.SeeAsync(proof.UserId, proof.TenantId, ct);
        return started;
    }

    /// <summary>
    /// Revokes every session of the user, refresh tokens included, and gives this browser another one: a factor was replaced
    /// or disabled, or the password changed.
    /// </summary>
    /// <returns>The new session, or null where the browser's has ended meanwhile.</returns>
    public async Task<Session?> RestartAsync(SessionProof proof, SignInEvidence browserSession, CancellationToken ct)
    {
        if (
            await sessions.FindAsync(browserSession.SessionId, ct) is not { EndedAt: null } old
            || old.UserId != proof.UserId
        )
        {
            return null;
        }

        var now = clock.GetUtcNow();
        await sessions.RevokeAllAsync(proof.UserId, now, ct);
        var session = Create(proof, Guid.CreateVersion7(), browserSession.InteractionKey, now);
        await sessions.AddAsync(session, ct);
        await AuditAsync(AuditCode.SessionStarted, session, proof, ct);
        return session;
    }

    /// <summary>
    /// Revokes the user's other sessions, refresh tokens included. This one has a new key and what it has proved, when it
    /// proved it.
    /// </summary>
    /// <returns>The session, or null where it has ended meanwhile.</returns>
    public async Task<Session?> KeepOnlyAsync(SignInEvidence session, CancellationToken ct)
    {
        await sessions.RevokeOthersAsync(session.Subject, session.SessionId, clock.GetUtcNow(), ct);
        return
            await sessions.TryChangeKeyAsync(session.SessionId, CreateKey(), ct)
            && await sessions.FindAsync(session.SessionId, ct) is { } kept
            && kept.UserId == session.Subject
            ? kept
            : null;
    }

    private static string CreateKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private Session Create(SessionProof proof, Guid id, string? interactionKey, DateTimeOffset now) =>
        new()
        {
            Id = id,
            Key = CreateKey(),
            UserId = proof.UserId,
            TenantId = proof.TenantId,
            CreatedAt = now,
            SeenAt = now,
            // A step-up proves nothing new of the password, so it does not lengthen the session.
            ExpiresAt = proof.PasswordAt + options.Value.Lifetime,
            AuthenticationId = proof.AuthenticationId,
            PasswordAt = proof.PasswordAt,
            InteractionKey = interactionKey,
            SecondFactor = proof.SecondFactor,
            SecondFactorAt = proof.SecondFactor == SecondFactorKind.None ? null : now,
            FactorId = proof.FactorId,
            SetUpPutOffAt = proof.HasPutOffSetUp ? now : null,
        };

    private async Task EndOtherUsersAsync(SignInEvidence other, DateTimeOffset now, CancellationToken ct)
    {
        if (await sessions.TryEndAsync(other.SessionId, SessionEnd.SignedOut, now, ct))
        {
            await audit.AppendAsync(
                AuditEvent.Of(AuditCode.SessionEnded, other.Subject, now) with
                {
                    TenantId = other.TenantId,
                    Reason = AuditReason.ReplacedByOtherUser,
                },
                ct
            );
        }
    }

    private Task AuditAsync(string code, Session session, SessionProof proof, CancellationToken ct) =>
        audit.AppendAsync(
            AuditEvent.Of(code, session.UserId, session.SeenAt) with
            {
                TenantId = session.TenantId,
                ClientId = proof.ClientId,
            },
            ct
        );
}
