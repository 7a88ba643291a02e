namespace IdpMfa.Core.Secrets;

/// <summary>Whether the key ring fits the database.</summary>
public enum KeyRingState
{
    Fits,

    /// <summary>No canary yet: a new database, or one of an earlier version.</summary>
    Unknown,

    /// <summary>It can't decrypt what this database holds: another ring, or another certificate.</summary>
    DoesNotFit,
}
