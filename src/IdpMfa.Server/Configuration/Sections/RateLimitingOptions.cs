namespace IdpMfa.Server.Configuration.Sections;

/// <summary>The limit of credential POSTs per minute and address.</summary>
internal sealed class RateLimitingOptions
{
    /// <summary>Default true. Without it one address may fill the counters of all users as fast as it can send.</summary>
    public bool Enabled { get; set; } = true;
}
