using IdpMfa.Core.Users;

namespace IdpMfa.Core.Audit;

/// <summary>One security decision. Holds ids and codes, never a secret or anything that was typed to sign in.</summary>
public sealed record AuditEvent
{
    public const int MaxDetailLength = 512;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required DateTimeOffset At { get; init; }

    /// <summary>One of <see cref="AuditCode"/>.</summary>
    public required string Code { get; init; }

    /// <summary>One of <see cref="AuditReason"/>, where there is something to tell.</summary>
    public string? Reason { get; init; }

    /// <summary>Whom it is about; null where the name was not known.</summary>
    public UserId? Subject { get; init; }

    /// <summary>Who did it, where that is not the subject: an administrator's id, or <c>command_line</c>.</summary>
    public string? Actor { get; init; }

    /// <summary>More of it: old and new values as codes, or the reason that an administrator wrote. Never a secret.</summary>
    public string? Detail { get; init; }

    public string? TenantId { get; init; }

    public string? ClientId { get; init; }

    /// <summary>The client's network address; filled in by the log from the request.</summary>
    public string? Address { get; init; }

    public static AuditEvent Of(string code, UserId? subject, DateTimeOffset at) =>
        new()
        {
            Code = code,
            Subject = subject,
            At = at,
        };
}
