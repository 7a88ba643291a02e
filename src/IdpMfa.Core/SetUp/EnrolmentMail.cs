namespace IdpMfa.Core.SetUp;

/// <summary>What became of the mail that carries an enrolment code.</summary>
public enum EnrolmentMail
{
    /// <summary>A code is on its way.</summary>
    Sent,

    /// <summary>Too many were sent in the last hour; the last one, if it was for this sign-in, is still good.</summary>
    Limited,

    /// <summary>The user has no confirmed address: only an enrolment pass helps.</summary>
    NoAddress,
}
