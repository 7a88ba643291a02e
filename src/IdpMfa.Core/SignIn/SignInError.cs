namespace IdpMfa.Core.SignIn;

/// <summary>Why an authorization request ends without a code.</summary>
public enum SignInError
{
    /// <summary>OpenID Connect Core §3.1.2.6 login_required.</summary>
    LoginRequired,

    /// <summary>OpenID Connect Core §3.1.2.6 interaction_required.</summary>
    InteractionRequired,

    /// <summary>OpenID Connect Core Error Code unmet_authentication_requirements.</summary>
    UnmetAuthenticationRequirements,

    /// <summary>The request names a tenant that there is not.</summary>
    UnknownTenant,

    /// <summary>The client was removed meanwhile.</summary>
    UnknownClient,

    /// <summary>The stored request has had its answer.</summary>
    AlreadyAnswered,
}
