namespace IdpMfa.Server.Provisioning.Entries;

/// <summary>An entry of <c>scopes</c>.</summary>
internal sealed class ProvisionedScope
{
    public required string Path { get; init; }

    public required string Name { get; init; }

    public required string? DisplayName { get; init; }

    public required IReadOnlyList<string> Resources { get; init; }
}
