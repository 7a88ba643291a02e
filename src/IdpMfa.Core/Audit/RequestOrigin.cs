namespace IdpMfa.Core.Audit;

/// <summary>Where the current request came from. Scoped; empty on the command line.</summary>
public sealed class RequestOrigin
{
    /// <summary>The client's network address, behind trusted proxies the one that they name.</summary>
    public string? Address { get; set; }
}
