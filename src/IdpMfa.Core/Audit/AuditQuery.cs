using IdpMfa.Core.Users;

namespace IdpMfa.Core.Audit;

/// <summary>Which events to read. Everything that is null is no limit.</summary>
public sealed record AuditQuery
{
    public string? TenantId { get; init; }

    public string? Code { get; init; }

    public UserId? Subject { get; init; }

    /// <summary>At this moment or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this moment.</summary>
    public DateTimeOffset? To { get; init; }

    public bool OldestFirst { get; init; }

    /// <summary>The last event of the page before.</summary>
    public AuditPosition? After { get; init; }

    public required int Take { get; init; }
}
