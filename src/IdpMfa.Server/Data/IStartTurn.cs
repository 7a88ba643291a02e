namespace IdpMfa.Server.Data;

/// <summary>Nodes that start at the same time migrate, make keys and provision one after another.</summary>
internal interface IStartTurn
{
    /// <summary>Waits for the turn; it is over when the answer is disposed of, or by itself soon after this process dies.</summary>
    Task<IAsyncDisposable> TakeAsync(CancellationToken ct);
}
