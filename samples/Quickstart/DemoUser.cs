namespace Quickstart;

/// <summary>A user of the demo, secrets and all: they are printed on the console, on purpose.</summary>
/// <param name="Account">How authenticator apps label the user's line.</param>
internal sealed record DemoUser(
    string Name,
    string Password,
    string Tenant,
    string Account,
    string? AuthenticatorKey,
    IReadOnlyList<string> RecoveryTokens
);
