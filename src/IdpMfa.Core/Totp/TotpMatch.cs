namespace IdpMfa.Core.Totp;

/// <summary>Where in time a code is right for a key.</summary>
public abstract record TotpMatch
{
    private TotpMatch() { }

    /// <summary>Now, or within the accepted drift.</summary>
    public sealed record Now(long Step) : TotpMatch;

    /// <summary>At another time within <see cref="ClockDrift.MaxSteps"/>: the phone's clock is off.</summary>
    public sealed record AtAnotherTime(long Step, ClockDrift Drift) : TotpMatch;

    /// <summary>At no time near now.</summary>
    public sealed record Never : TotpMatch;
}
