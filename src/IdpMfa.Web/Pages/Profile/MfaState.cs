using IdpMfa.Core.Recovery;

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

    /// <summary>The session rests on a recovery token, and none is left.</summary>
    public bool IsTokenUsedUp { get; init; }

    public RecoveryTokenAccess Access { get; init; } = RecoveryTokenAccess.SignInAgain;

    public string PreparedTokens { get; init; } = "";
}
