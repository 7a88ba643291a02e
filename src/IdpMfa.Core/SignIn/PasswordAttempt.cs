using IdpMfa.Core.Clients;

namespace IdpMfa.Core.SignIn;

/// <summary>A password that somebody typed, and what they were on their way to.</summary>
public sealed record PasswordAttempt
{
    public required string LoginName { get; init; }

    public required string Password { get; init; }

    public required string ReturnUrl { get; init; }

    /// <summary>Users of other tenants are refused with the usual words.</summary>
    public string? TenantId { get; init; }

    public string? InteractionKey { get; init; }

    public ClientSettings? Client { get; init; }

    /// <summary>Something else has to be proved too, whatever the policy asks for: a right password starts no session.</summary>
    public bool AlwaysPending { get; init; }

    /// <summary>The session that the browser has, if any: raised if it is the same user's, ended if not.</summary>
    public SignInEvidence? BrowserSession { get; init; }

    /// <summary>Prints no password.</summary>
    public override string ToString() => nameof(PasswordAttempt);
}
