namespace IdpMfa.Core.Totp;

/// <summary>How strictly codes of authenticator apps are checked.</summary>
public sealed class TotpOptions
{
    /// <summary>
    /// Time steps of 30 seconds accepted before and after now. Default 1; 0 is stricter and refuses phones whose clock is
    /// slightly off. Each step adds two codes that a guess may hit.
    /// </summary>
    public int DriftSteps { get; set; } = 1;
}
