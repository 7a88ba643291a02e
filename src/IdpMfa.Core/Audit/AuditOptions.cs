namespace IdpMfa.Core.Audit;

/// <summary>How long security decisions are kept.</summary>
public sealed class AuditOptions
{
    /// <summary>
    /// Older events are deleted. Default 400 days, 1 day to 100 years. A short one loses the trail of an attack that is
    /// noticed late.
    /// </summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(400);
}
