namespace IdpMfa.Core.Administration;

/// <summary>What came of changing a user.</summary>
public enum UserChangeOutcome
{
    Done,

    /// <summary>It was so already; nothing was changed and nothing written down.</summary>
    Unchanged,

    /// <summary>Nobody could help this tenant afterwards; nothing was changed.</summary>
    IsLastAdmin,

    /// <summary>Whoever did it is no administrator any more.</summary>
    NotAllowed,

    /// <summary>The user is gone, or was changed by somebody else at the same moment.</summary>
    Conflict,
}
