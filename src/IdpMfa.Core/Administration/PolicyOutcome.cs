namespace IdpMfa.Core.Administration;

/// <summary>What came of changing a tenant's policy.</summary>
public enum PolicyOutcome
{
    Saved,

    /// <summary>It is so already.</summary>
    Unchanged,

    /// <summary>Who enforces MFA must have it; nothing was changed.</summary>
    NeedsOwnMfa,

    /// <summary>The tenant is gone, or whoever did it is no administrator any more.</summary>
    NotAllowed,
}
