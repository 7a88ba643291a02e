namespace IdpMfa.Core.Secrets;

/// <summary>
/// A row that the key ring encrypted once and must be able to decrypt at every start: so a lost ring or a wrong certificate
/// is noticed then, and not at the first sign-in.
/// </summary>
public sealed class KeyCanary
{
    /// <summary>There is one.</summary>
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public required ProtectedSecret Secret { get; init; }

    public required DateTimeOffset PlantedAt { get; init; }
}
