namespace IdpMfa.Server.Configuration.Sections;

/// <summary>Grants of the token endpoint for first-party native clients.</summary>
internal sealed class NativeGrantOptions
{
    /// <summary>Lowers security: applications see the passwords of users. Default false.</summary>
    public bool Enabled { get; set; }
}
