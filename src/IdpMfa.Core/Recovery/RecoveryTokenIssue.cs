namespace IdpMfa.Core.Recovery;

/// <summary>What came of asking for new recovery tokens.</summary>
public abstract record RecoveryTokenIssue
{
    private RecoveryTokenIssue() { }

    /// <summary>To be shown once.</summary>
    public sealed record Issued(IReadOnlyList<RecoveryToken> Tokens) : RecoveryTokenIssue;

    /// <summary>The form was made before the present tokens were; nothing was changed.</summary>
    public sealed record Stale : RecoveryTokenIssue;
}
