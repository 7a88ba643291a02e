using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IdpMfa.EntityFrameworkCore.Conversions;

/// <summary>Instants as UTC ticks: SQLite can't compare DateTimeOffset, and every database orders integers alike.</summary>
internal sealed class InstantConverter()
    : ValueConverter<DateTimeOffset, long>(
        instant => instant.UtcTicks,
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero)
    );
