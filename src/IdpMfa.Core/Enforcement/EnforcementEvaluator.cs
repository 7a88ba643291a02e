namespace IdpMfa.Core.Enforcement;

/// <summary>The one place where policy decides what a sign-in needs. Pure: values in, decision out.</summary>
public static class EnforcementEvaluator
{
    public static EnforcementOutcome Evaluate(EnforcementInput input)
    {
        if (input.Minimum == AcrLevel.PhishingResistant && input.Proved < AcrLevel.PhishingResistant)
        {
            return EnforcementOutcome.CannotBeMet;
        }

        return input.HasFactor ? WithFactor(input) : WithoutFactor(input);
    }

    /// <summary>
    /// Whether tokens of an earlier sign-in may be refreshed. Enforcement and minimum reach them; a factor that the user
    /// has enabled since doesn't, since enabling leaves the user's other sessions alone.
    /// </summary>
    public static bool AllowsRefresh(EnforcementInput input)
    {
        if (input.MustEnrol || input.Proved < (input.Minimum ?? AcrLevel.Password))
        {
            return false;
        }

        // What an earlier factor proved is worth nothing once the user has none.
        if (input.Minimum > AcrLevel.Password && !input.HasFactor)
        {
            return false;
        }

        if (input.Enforcement != MfaEnforcement.Enforced || (input.HasFactor && input.HasSecondFactorProof))
        {
            return true;
        }

        return IsInGracePeriod(input.EnforcedSince, input.GracePeriod, input.UserCreatedAt, input.Now);
    }

    /// <summary>Whether somebody who has no factor may still put set-up off.</summary>
    public static bool IsInGracePeriod(
        DateTimeOffset? enforcedSince,
        TimeSpan gracePeriod,
        DateTimeOffset userCreatedAt,
        DateTimeOffset now
    )
    {
        var start = enforcedSince is { } since && since > userCreatedAt ? since : userCreatedAt;
        return now < start + gracePeriod;
    }

    private static EnforcementOutcome WithFactor(EnforcementInput input)
    {
        // Whoever has a factor gives it at every sign-in, whatever the enforcement.
        if (!input.HasSecondFactorProof)
        {
            return EnforcementOutcome.SecondFactorNeeded;
        }

        return input.Proved >= (input.Minimum ?? AcrLevel.Password)
            ? EnforcementOutcome.Enough
            : EnforcementOutcome.SecondFactorNeeded;
    }

    private static EnforcementOutcome WithoutFactor(EnforcementInput input)
    {
        // What an earlier factor proved is worth nothing once the user has none: only set-up helps.
        if (input.MustEnrol || input.Minimum > AcrLevel.Password)
        {
            return EnforcementOutcome.SetUpNeeded;
        }

        if (input.Enforcement != MfaEnforcement.Enforced)
        {
            return EnforcementOutcome.Enough;
        }

        if (!IsInGracePeriod(input.EnforcedSince, input.GracePeriod, input.UserCreatedAt, input.Now))
        {
            return EnforcementOutcome.SetUpNeeded;
        }

        return input.HasPutOffSetUp ? EnforcementOutcome.Enough : EnforcementOutcome.SetUpOffered;
    }
}
