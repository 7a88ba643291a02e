using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Sessions;

/// <summary>What the age of a session allows. Pure.</summary>
public static class SessionPolicy
{
    /// <summary>Not ended, within its lifetime, not idle. A session that rests on a recovery token has no idle timeout.</summary>
    public static bool IsAlive(Session session, TimeSpan idleTimeout, DateTimeOffset now) =>
        session.EndedAt is null
        && now < session.ExpiresAt
        && (session.SecondFactor == SecondFactorKind.Recovery || now < session.SeenAt + idleTimeout);

    /// <summary>Whether the sign-in is recent enough to change a factor; counted from the oldest proof.</summary>
    public static bool IsFresh(SignInEvidence evidence, TimeSpan freshFor, DateTimeOffset now) =>
        now - evidence.OldestProofAt < freshFor;
}
