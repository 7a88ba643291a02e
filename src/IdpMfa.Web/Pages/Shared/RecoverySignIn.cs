namespace IdpMfa.Web.Pages.Shared;

/// <summary>What the banner says to a session that rests on a recovery token.</summary>
/// <param name="TokensLeft">None: without the phone the next sign-in fails.</param>
internal sealed record RecoverySignIn(int TokensLeft);
