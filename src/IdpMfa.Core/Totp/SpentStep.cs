namespace IdpMfa.Core.Totp;

/// <summary>
/// A code from the future that was typed and refused because the phone's clock is fast. Whoever saw it must not be able to
/// use it when its time comes; the last used step stays where it is, so that the user isn't kept out until then.
/// </summary>
public sealed class SpentStep
{
    /// <summary>The credential; during set-up the pending sign-in, whose id the credential then takes.</summary>
    public required Guid FactorId { get; init; }

    public required long Step { get; init; }

    public required DateTimeOffset SpentAt { get; init; }
}
