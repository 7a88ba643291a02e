namespace IdpMfa.OpenIddict;

/// <summary>The names under which a client's settings are kept in the engine's <c>Properties</c>.</summary>
public static class ClientProperties
{
    public const string RequireMfa = "idpmfa_require_mfa";
    public const string MinimumAcr = "idpmfa_minimum_acr";
    public const string Theme = "idpmfa_theme";
    public const string Resource = "idpmfa_resource";
    public const string AdminTenants = "idpmfa_admin_tenants";
    public const string RequirePar = "idpmfa_require_par";
    public const string BackchannelLogoutUri = "idpmfa_backchannel_logout_uri";
    public const string Consent = "idpmfa_consent";
}
