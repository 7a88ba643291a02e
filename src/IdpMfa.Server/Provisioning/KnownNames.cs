namespace IdpMfa.Server.Provisioning;

/// <summary>What the server has already, so that a file may refer to it.</summary>
internal sealed record KnownNames(IReadOnlyCollection<string> Tenants, IReadOnlyCollection<string> Scopes)
{
    public static KnownNames None { get; } = new([], []);
}
