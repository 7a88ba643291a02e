using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Recovery;

/// <summary>Who may have a new recovery token. Pure.</summary>
public static class RecoveryTokenPolicy
{
    public static RecoveryTokenAccess Evaluate(SignInEvidence session, TimeSpan freshFor, DateTimeOffset now)
    {
        if (session.SecondFactor == SecondFactorKind.None)
        {
            return RecoveryTokenAccess.SignInAgain;
        }

        if (SessionPolicy.IsFresh(session, freshFor, now))
        {
            return RecoveryTokenAccess.Allowed;
        }

        // Whoever came in by the last recovery token can't give all factors again: without this they would be locked out.
        return session.SecondFactor == SecondFactorKind.Recovery
            ? RecoveryTokenAccess.PasswordNeeded
            : RecoveryTokenAccess.SignInAgain;
    }
}
