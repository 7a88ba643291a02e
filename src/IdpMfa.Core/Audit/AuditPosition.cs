using System.Globalization;

namespace IdpMfa.Core.Audit;

/// <summary>Where a list of events goes on: behind this one. Events that come meanwhile move nothing.</summary>
public sealed record AuditPosition(DateTimeOffset At, Guid Id)
{
    public static AuditPosition Of(AuditEvent auditEvent) => new(auditEvent.At, auditEvent.Id);

    /// <summary>As text for an address.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}-{Id:N}");

    /// <returns>Null where it is no position.</returns>
    public static AuditPosition? TryParse(string? text)
    {
        var parts = (text ?? "").Split('-');
        return
            parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTimeOffset.MaxValue.UtcTicks
            && Guid.TryParseExact(parts[1], "N", out var id)
            ? new AuditPosition(new DateTimeOffset(ticks, TimeSpan.Zero), id)
            : null;
    }
}
