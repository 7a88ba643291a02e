namespace IdpMfa.Core.Recovery;

/// <summary>How recovery tokens are issued.</summary>
public sealed class RecoveryTokenOptions
{
    public const int MaxCount = 16;

    /// <summary>Tokens issued at a time, 1 to 16. Default 1. Every further one is one more secret to keep safe.</summary>
    public int Count { get; set; } = 1;
}
