namespace IdpMfa.Core.Enforcement;

/// <summary>What a user who holds only a password proves before a key is shown.</summary>
public enum EnrolmentProof
{
    None,

    /// <summary>The mailbox.</summary>
    Email,
}
