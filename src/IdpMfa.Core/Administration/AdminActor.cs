using IdpMfa.Core.Audit;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Administration;

/// <summary>Who changes something: an administrator, or whoever sits at the command line.</summary>
/// <param name="Admin">The administrator; null for an operator.</param>
public sealed record AdminActor(UserId? Admin)
{
    public static AdminActor CommandLine { get; } = new((UserId?)null);

    /// <summary>As the audit names them.</summary>
    public string AuditName => Admin?.Value ?? AuditReason.CommandLine;
}
