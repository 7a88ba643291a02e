namespace IdpMfa.Core.Administration;

/// <summary>A recovery link with the password that goes with it.</summary>
public sealed record AdminRecoveryAttempt
{
    public required string? Token { get; init; }

    public required string LoginName { get; init; }

    public required string Password { get; init; }

    /// <summary>Where to go on to after set-up.</summary>
    public required string ReturnUrl { get; init; }

    /// <summary>Prints neither token nor password.</summary>
    public override string ToString() => nameof(AdminRecoveryAttempt);
}
