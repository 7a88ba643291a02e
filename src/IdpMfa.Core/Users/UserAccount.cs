namespace IdpMfa.Core.Users;

/// <summary>What the product needs to know of a user; the host's directory has the rest.</summary>
public sealed record UserAccount
{
    public required UserId Id { get; init; }

    public required string TenantId { get; init; }

    public required string UserName { get; init; }

    public string? Email { get; init; }

    public bool EmailConfirmed { get; init; }

    /// <summary>A disabled user is refused everywhere with the words of any refusal.</summary>
    public bool IsDisabled { get; init; }

    public bool IsAdmin { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
