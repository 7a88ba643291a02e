namespace IdpMfa.Server.Cli;

/// <summary>Whom an operator means.</summary>
/// <param name="TenantId">The user's tenant.</param>
/// <param name="LoginName">User name or confirmed mail address.</param>
internal sealed record UserReference(string TenantId, string LoginName);
