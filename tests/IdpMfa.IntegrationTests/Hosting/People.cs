namespace IdpMfa.IntegrationTests.Hosting;

/// <summary>The users, tenants and clients that tests sign in.</summary>
internal static class People
{
    public const string Password = "a long password of 2026";
    public const string AliceKey = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    public const string DaveKey = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    public const string AliceToken = "0123-4567-89AB-CDEF-GHJK-MNPV";

    /// <summary>alice: optional tenant, authenticator, recovery token. bob: optional, none. carol: enforced, none. dave: enforced, authenticator.</summary>
    public static object Provisioning(string graceOfGlobex = "00:00:00", string acmeEnforcement = "optional") =>
        new
        {
            tenants = new object[]
            {
                Tenant("acme", "Acme", acmeEnforcement, "00:00:00"),
                Tenant("globex", "Globex", "enforced", graceOfGlobex),
                Tenant("quiet", "Quiet", "off", "00:00:00"),
            },
            users = new object[]
            {
                User("acme", "alice", ["admin"], AliceKey, AliceToken),
                User("acme", "bob"),
                User("globex", "carol"),
                User("globex", "dave", [], DaveKey),
                User("globex", "erin"),
                User("quiet", "quentin"),
            },
            clients = new object[]
            {
                Client("web", requireMfa: false),
                Client("other", requireMfa: false),
                Client("vault", requireMfa: true),
            },
            scopes = new[]
            {
                new
                {
                    name = "api",
                    displayName = "API",
                    resources = new[] { "api" },
                },
            },
        };

    private static object Tenant(string id, string name, string enforcement, string gracePeriod) =>
        new
        {
            id,
            name,
            mfa = new
            {
                enforcement,
                gracePeriod,
                enrolmentProof = "none",
            },
        };

    private static object User(
        string tenant,
        string userName,
        string[]? roles = null,
        string? key = null,
        string? token = null
    ) =>
        new
        {
            tenant,
            userName,
            email = $"{userName}@{tenant}.test",
            emailConfirmed = true,
            password = Password,
            roles = roles ?? [],
            totp = key is null ? null : new { secret = key },
            recoveryTokens = token is null ? Array.Empty<string>() : [token],
        };

    private static object Client(string clientId, bool requireMfa) =>
        new
        {
            clientId,
            clientName = $"The {clientId} application",
            clientSecret = RelyingParty.SecretOf(clientId),
            redirectUris = new[] { RelyingParty.RedirectUri },
            postLogoutRedirectUris = new[] { RelyingParty.PostLogoutRedirectUri },
            grantTypes = new[] { "authorization_code", "refresh_token" },
            scopes = new[] { "openid", "profile", "email", "offline_access", "api" },
            requireMfa,
        };
}
