namespace IdpMfa.Server.Configuration.Sections;

/// <summary>Where logout notices may go.</summary>
internal sealed class BackchannelLogoutOptions
{
    /// <summary>Lowers security: lets notices go to private and loopback addresses. Default false.</summary>
    public bool AllowPrivateAddresses { get; set; }
}
