using IdpMfa.Core.Audit;

namespace IdpMfa.Web.Pages.Admin;

/// <summary>An event with names for ids.</summary>
public sealed record AuditEntry(AuditEvent Event, string? Subject, string? Actor);
