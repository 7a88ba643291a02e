using IdpMfa.Core.Sessions;
using IdpMfa.Core.SetUp;
using IdpMfa.Web.Pages.Shared;

namespace IdpMfa.Web.Pages.Profile;

/// <summary>What <c>/profile/mfa</c> shows.</summary>
internal sealed record MfaState
{
    public bool HasFactor { get; init; }

    /// <summary>The tenant offers set-up, or demands it.</summary>
    public bool CanSetUp { get; init; }

    public string ConfirmedAt { get; init; } = "";

    public string LastUsedAt { get; init; } = "";

    public int TokensLeft { get; init; }

    public RecoverySignIn? Recovery { get; init; }

    public string TenantName { get; init; } = "";

    public MfaDisableAccess Disabling { get; init; } = MfaDisableAccess.SignInAgain;

    public FactorChangeAccess Access { get; init; } = FactorChangeAccess.SignInAgain;

    public string PreparedTokens { get; init; } = "";
}
