using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace IdpMfa.IntegrationTests.Attacks;

/// <summary>Every trace and metric of this process while it lives, as an operator's exporter would see them.</summary>
internal sealed class CollectedTelemetry : IDisposable
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ActivityListener _traces;
    private readonly MeterListener _metrics = new();

    public CollectedTelemetry()
    {
        _traces = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Note,
        };
        ActivitySource.AddActivityListener(_traces);

        _metrics.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _metrics.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _metrics.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _metrics.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _metrics.Start();
    }

    public string Text => string.Join('\n', _lines);

    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }

    private void Note(Activity activity)
    {
        var tags = activity
            .TagObjects.Concat(activity.Events.SelectMany(happened => happened.Tags))
            .Concat(activity.Baggage.Select(item => KeyValuePair.Create(item.Key, (object?)item.Value)));
        _lines.Enqueue($"{activity.OperationName} {activity.DisplayName} {activity.StatusDescription} {Show(tags)}");
    }

    private void Note<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _lines.Enqueue($"{instrument.Name} {value} {Show(tags.ToArray())}");

    private static string Show(IEnumerable<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.Select(tag => $"{tag.Key}={tag.Value}"));
}
