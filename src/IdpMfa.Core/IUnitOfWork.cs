namespace IdpMfa.Core;

/// <summary>Runs a state change and the events that belong to it as one transaction.</summary>
public interface IUnitOfWork
{
    /// <summary>
    /// Runs <paramref name="work"/> in a transaction. It is committed when the work answers
    /// <see cref="Work{T}.Commit"/>, and rolled back when it answers <see cref="Work{T}.RollBack"/> or throws.
    /// </summary>
    /// <remarks>The work may run again after a deadlock: it must not touch anything but the stores.</remarks>
    Task<T> RunAsync<T>(Func<CancellationToken, Task<Work<T>>> work, CancellationToken ct);
}
