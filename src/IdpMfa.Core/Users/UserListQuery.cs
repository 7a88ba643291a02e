namespace IdpMfa.Core.Users;

/// <summary>Which users of a tenant to list.</summary>
public sealed record UserListQuery
{
    public required string TenantId { get; init; }

    /// <summary>The beginning of a user name or mail address, ignoring case and Unicode form.</summary>
    public string? Prefix { get; init; }

    public bool? IsDisabled { get; init; }

    /// <summary>The <see cref="ListedUser.SortKey"/> of the last user of the page before.</summary>
    public string? After { get; init; }

    public required int Take { get; init; }
}
