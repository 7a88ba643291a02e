using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Sessions;

/// <summary>Who may have a new recovery token, or set up again. Pure.</summary>
public static class FactorChangePolicy
{
    public static FactorChangeAccess Evaluate(SignInEvidence session, TimeSpan freshFor, DateTimeOffset now)
    {
        if (session.SecondFactor == SecondFactorKind.None)
        {
            return FactorChangeAccess.SignInAgain;
        }

        if (SessionPolicy.IsFresh(session, freshFor, now))
        {
            return FactorChangeAccess.Allowed;
        }

        // Whoever came in by the last recovery token can't give all factors again: without this they would be locked out.
        return session.SecondFactor == SecondFactorKind.Recovery
            ? FactorChangeAccess.PasswordNeeded
            : FactorChangeAccess.SignInAgain;
    }
}
