namespace IdpMfa.Core.Addresses;

/// <summary>What came of asking for another address.</summary>
public abstract record AddressChangeOutcome
{
    private AddressChangeOutcome() { }

    /// <summary>Whoever reads the new address's mail confirms it by a link. The same where the address is taken.</summary>
    public sealed record LinkSent : AddressChangeOutcome;

    /// <summary>A code went to the present address; it comes before the link.</summary>
    public sealed record CodeSent : AddressChangeOutcome;

    /// <summary>The code is wrong or dead.</summary>
    public sealed record CodeRefused : AddressChangeOutcome;

    public sealed record NoAddress : AddressChangeOutcome;

    public sealed record SignInAgain : AddressChangeOutcome;

    /// <summary>There is neither MFA nor a confirmed address that could vouch for the change.</summary>
    public sealed record AskAdministrator : AddressChangeOutcome;
}
