namespace IdpMfa.Core.Recovery;

/// <summary>Tokens that were made for a form and count once it is sent.</summary>
/// <param name="Tokens">At least one.</param>
/// <param name="PreparedAt">When the form was made.</param>
public sealed record PreparedRecoveryTokens(IReadOnlyList<RecoveryToken> Tokens, DateTimeOffset PreparedAt);
