namespace IdpMfa.Core.SetUp;

/// <summary>What the page of the enrolment proof shows.</summary>
public abstract record EnrolmentProofOffer
{
    private EnrolmentProofOffer() { }

    /// <param name="Subject">Who is to give the proof.</param>
    /// <param name="Mailed">What became of the mail.</param>
    public sealed record Ready(SetUpSubject Subject, EnrolmentMail Mailed) : EnrolmentProofOffer;

    /// <summary>The proof was given, or isn't asked for: set-up is next, and says itself where it can't go on.</summary>
    public sealed record NotNeeded : EnrolmentProofOffer;

    /// <summary>The pending sign-in is over.</summary>
    public sealed record Gone : EnrolmentProofOffer;
}
