namespace IdpMfa.Core.Administration;

/// <summary>What an administrator is looking for.</summary>
public sealed record UserSearch
{
    public required string TenantId { get; init; }

    public string? Prefix { get; init; }

    /// <summary>Null: with and without MFA.</summary>
    public bool? HasMfa { get; init; }

    public bool? IsLocked { get; init; }

    public bool? IsDisabled { get; init; }

    /// <summary>Where the page before ended.</summary>
    public string? After { get; init; }
}
