namespace IdpMfa.Core.Totp;

/// <summary>How far a phone's clock is off, told from a code that is right for another time.</summary>
/// <param name="Steps">In steps of 30 seconds; positive where the phone is fast.</param>
public sealed record ClockDrift(long Steps)
{
    /// <summary>Codes further off than 15 minutes are wrong codes like any other.</summary>
    public const int MaxSteps = 30;

    public bool IsFast => Steps > 0;

    /// <summary>Whole minutes, rounded, at least 1.</summary>
    public int Minutes =>
        Math.Max(
            1,
            (int)Math.Round(Math.Abs(Steps) * TotpAlgorithm.StepLength.TotalMinutes, MidpointRounding.AwayFromZero)
        );
}
