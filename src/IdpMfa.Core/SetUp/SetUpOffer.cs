using IdpMfa.Core.Secrets;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Totp;

namespace IdpMfa.Core.SetUp;

/// <summary>What the set-up page shows.</summary>
public abstract record SetUpOffer
{
    private SetUpOffer() { }

    /// <summary>The key, the same on every reload until its first code confirms it.</summary>
    public sealed record Ready(PendingSignIn Pending, TotpSecret Secret) : SetUpOffer
    {
        public required string OtpauthUri { get; init; }

        public required string UserName { get; init; }

        public required string TenantName { get; init; }

        /// <summary>For a hidden field of the form; see <see cref="Recovery.RecoveryTokenIssuer.Prepare"/>.</summary>
        public required ProtectedSecret PreparedTokens { get; init; }

        /// <summary>The grace period runs: set-up can be put off.</summary>
        public required bool CanPutOff { get; init; }

        /// <summary>Another factor takes the old one's place.</summary>
        public required bool IsReplacement { get; init; }

        /// <summary>Nothing demands it: the user came from the profile and may go back.</summary>
        public required bool IsVoluntary { get; init; }

        /// <summary>Prints no key; the otpauth link has it too.</summary>
        public override string ToString() => nameof(Ready);
    }

    /// <summary>The user has a factor: the MFA step is the only way on.</summary>
    public sealed record HasFactor : SetUpOffer;

    /// <summary>The mailbox must be proved first, or a pass of an administrator given.</summary>
    public sealed record ProofNeeded : SetUpOffer;

    /// <summary>The tenant offers no set-up, and nothing demands it.</summary>
    public sealed record NotOffered : SetUpOffer;

    /// <summary>The pending sign-in is over.</summary>
    public sealed record Gone : SetUpOffer;
}
