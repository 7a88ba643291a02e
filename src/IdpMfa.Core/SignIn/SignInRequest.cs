namespace IdpMfa.Core.SignIn;

/// <summary>What a relying party asks of a sign-in, in no engine's words.</summary>
public sealed record SignInRequest
{
    public required string ClientId { get; init; }

    /// <summary>Set by <c>acr_values=tenant:ID</c>: users of other tenants are refused.</summary>
    public string? TenantId { get; init; }

    /// <summary><c>prompt=none</c>: no page may be shown.</summary>
    public bool MustBeSilent { get; init; }

    /// <summary><c>prompt=login</c>: all factors again.</summary>
    public bool MustReauthenticate { get; init; }

    public TimeSpan? MaxAge { get; init; }

    /// <summary>Set when the user comes back from our pages.</summary>
    public Interaction? Interaction { get; init; }
}
