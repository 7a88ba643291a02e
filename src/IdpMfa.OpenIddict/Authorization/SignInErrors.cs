using IdpMfa.Core.SignIn;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace IdpMfa.OpenIddict.Authorization;

/// <summary>The protocol's words for the authority's refusals.</summary>
internal static class SignInErrors
{
    /// <summary>OpenID Connect Core Error Code unmet_authentication_requirements 1.0 §2.</summary>
    private const string UnmetAuthenticationRequirements = "unmet_authentication_requirements";

    public static (string Error, string Description) Describe(SignInError error) =>
        error switch
        {
            SignInError.LoginRequired => (
                Errors.LoginRequired,
                "The user has to sign in, and prompt=none forbids asking."
            ),
            SignInError.InteractionRequired => (
                Errors.InteractionRequired,
                "The user has to give a second factor, and prompt=none forbids asking."
            ),
            SignInError.UnmetAuthenticationRequirements => (
                UnmetAuthenticationRequirements,
                "The required level of authentication can't be reached by this user."
            ),
            SignInError.UnknownTenant => (Errors.InvalidRequest, "acr_values names a tenant that does not exist."),
            SignInError.UnknownClient => (Errors.UnauthorizedClient, "This client is not registered any more."),
            SignInError.AlreadyAnswered => (
                Errors.InvalidRequest,
                "This sign-in has been answered already. Start again from the application."
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(error)),
        };
}
