namespace IdpMfa.EntityFrameworkCore.Background;

/// <summary>Wakes this node's outbox when something was queued here; other nodes find it at their next turn.</summary>
internal sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0, 1);

    public void Raise()
    {
        try
        {
            _raised.Release();
        }
        catch (SemaphoreFullException)
        {
            // Raised already, and not yet noticed.
        }
    }

    public Task WaitAsync(CancellationToken ct) => _raised.WaitAsync(ct);

    public void Dispose() => _raised.Dispose();
}
