namespace IdpMfa.Core.Passwords;

/// <summary>What the page behind a living reset link shows.</summary>
/// <param name="UserName">For password managers.</param>
/// <param name="TenantId">For the theme.</param>
/// <param name="MinLength">How long the new password must be.</param>
public sealed record PasswordResetForm(string UserName, string TenantId, int MinLength);
