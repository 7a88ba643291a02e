using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;

namespace IdpMfa.OpenIddict.Authorization;

/// <summary>What is already known of the authorization request that is being handled. Scoped.</summary>
internal sealed class CurrentAuthorization
{
    /// <summary>Set where the request was stored while its user was on our pages.</summary>
    public Interaction? Interaction { get; set; }

    /// <summary>Whom a valid <c>id_token_hint</c> names.</summary>
    public UserId? ExpectedSubject { get; set; }

    /// <summary>Set by the ready-made endpoint, so that the guard doesn't ask the database the same again.</summary>
    public SignInDecision? Decision { get; set; }
}
