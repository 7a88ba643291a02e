using IdpMfa.Core.Enforcement;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.SetUp;

/// <summary>Somebody on the way to set-up: the pending sign-in, whose it is, and what policy says.</summary>
public sealed record SetUpSubject(PendingSignIn Pending, UserAccount User, SignInFacts Facts, EnforcementOutcome Needs)
{
    /// <summary>Set up again: only a pending sign-in that was begun for it may come here while there is a factor.</summary>
    public bool IsReplacement => Pending.Purpose == PendingPurpose.Replacement && Facts.HasFactor;

    /// <summary>The MFA step is the only way on.</summary>
    public bool MustGiveFactor => Facts.HasFactor && !IsReplacement;

    /// <summary>The tenant offers no set-up, and nothing demands it.</summary>
    public bool IsNotOffered =>
        !Facts.HasFactor && Needs == EnforcementOutcome.Enough && Facts.Tenant.Enforcement == MfaEnforcement.Off;

    /// <summary>
    /// Who holds only a password proves the mailbox, or has a pass of an administrator, before the key is shown. Who sets up
    /// again has given a second factor instead.
    /// </summary>
    public bool NeedsProof =>
        !IsReplacement && Facts.Tenant.EnrolmentProof == EnrolmentProof.Email && Pending.ProvedAt is null;

    /// <summary>The grace period runs: set-up can be put off.</summary>
    public bool CanPutOff => Needs == EnforcementOutcome.SetUpOffered;

    /// <summary>Nothing demands it: the user came from the profile and may go back.</summary>
    public bool IsVoluntary => IsReplacement || Needs == EnforcementOutcome.Enough;

    /// <summary>A step-up counts only in the session that it began in.</summary>
    public bool BelongsTo(SignInEvidence? browserSession) =>
        Pending.SessionId is not { } sessionId || browserSession?.SessionId == sessionId;
}
