namespace IdpMfa.Core.SetUp;

/// <summary>What came of a code or pass typed as enrolment proof.</summary>
public enum EnrolmentProofOutcome
{
    Accepted,

    /// <summary>Wrong, used up, too old, or not charged.</summary>
    Refused,

    /// <summary>The pending sign-in is over.</summary>
    Gone,
}
