namespace IdpMfa.Core.Tests.Contracts;

/// <summary>A barrier that blocks no thread: all who come wait until the last one has come.</summary>
public sealed class MeetingPoint(int expected)
{
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _missing = expected;

    public Task ArriveAsync()
    {
        if (Interlocked.Decrement(ref _missing) == 0)
        {
            _all.SetResult();
        }

        return _all.Task;
    }
}
