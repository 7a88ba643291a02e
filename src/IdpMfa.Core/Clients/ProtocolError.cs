namespace IdpMfa.Core.Clients;

/// <summary>An error that can't go back to the relying party, to be shown to the person at the browser.</summary>
/// <param name="Code">The protocol's error code.</param>
/// <param name="Description">For the relying party's developer; may be null.</param>
public sealed record ProtocolError(string Code, string? Description);
