namespace IdpMfa.Core;

/// <summary>The outcome of a unit of work, and whether what it wrote stays.</summary>
public sealed record Work<T>(T Result, bool IsCommitted)
{
    public static Work<T> Commit(T result) => new(result, true);

    public static Work<T> RollBack(T result) => new(result, false);
}
