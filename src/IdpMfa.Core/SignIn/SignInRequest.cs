using IdpMfa.Core.Users;

namespace IdpMfa.Core.SignIn;

/// <summary>What a relying party asks of a sign-in, in no engine's words.</summary>
public sealed record SignInRequest
{
    /// <summary>A name in <see cref="EssentialAcr"/> that no level has.</summary>
    public const string NoLevel = "";

    public required string ClientId { get; init; }

    /// <summary>Set by <c>acr_values=tenant:ID</c>: users of other tenants are refused.</summary>
    public string? TenantId { get; init; }

    /// <summary><c>prompt=none</c>: no page may be shown.</summary>
    public bool MustBeSilent { get; init; }

    /// <summary><c>prompt=login</c>: all factors again.</summary>
    public bool MustReauthenticate { get; init; }

    public TimeSpan? MaxAge { get; init; }

    /// <summary>Set by a valid <c>id_token_hint</c>: nobody else is answered for.</summary>
    public UserId? ExpectedSubject { get; init; }

    /// <summary>
    /// Set by an essential acr: the names of which one must come back, none for any (OpenID Connect Core §5.5.1.1).
    /// </summary>
    public IReadOnlyList<string>? EssentialAcr { get; init; }

    /// <summary>Set when the user comes back from our pages.</summary>
    public Interaction? Interaction { get; init; }
}
