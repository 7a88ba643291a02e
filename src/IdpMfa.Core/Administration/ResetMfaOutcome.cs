namespace IdpMfa.Core.Administration;

public enum ResetMfaOutcome
{
    Done,

    /// <summary>Nobody could help this administrator afterwards; nothing was changed.</summary>
    IsLastAdmin,

    /// <summary>Whoever did it is no administrator any more.</summary>
    NotAllowed,
}
