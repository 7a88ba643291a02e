namespace Quickstart;

/// <summary>A user of the demo, secrets and all: they are printed on the console, on purpose.</summary>
internal sealed record DemoUser(
    string Name,
    string Password,
    string Tenant,
    string? AuthenticatorKey,
    IReadOnlyList<string> RecoveryTokens
);
