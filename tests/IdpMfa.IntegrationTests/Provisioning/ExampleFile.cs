namespace IdpMfa.IntegrationTests.Provisioning;

/// <summary>A file with something of everything.</summary>
internal static class ExampleFile
{
    public const string Json = $$"""
        {
          "tenants": [
            { "id": "acme", "name": "Acme", "mfa": { "enforcement": "enforced", "gracePeriod": "1.00:00:00", "enrolmentProof": "none" } },
            { "id": "beta", "name": "Beta", "mfa": { "enrolmentProof": "none" } }
          ],
          "users": [
            { "tenant": "acme", "userName": "Alice", "email": "alice@acme.test", "emailConfirmed": true, "password": "Alice's",
              "roles": ["admin"], "totp": { "secret": "{{FileReading.TotpSecret}}" },
              "recoveryTokens": ["{{FileReading.RecoveryToken}}"] },
            { "tenant": "acme", "userName": "bob", "password": "b", "disabled": true }
          ],
          "clients": [
            { "clientId": "web", "clientName": "Web", "clientSecret": "web's secret", "redirectUris": ["https://web.test/cb"],
              "postLogoutRedirectUris": ["https://web.test/"], "grantTypes": ["authorization_code", "refresh_token"],
              "scopes": ["openid", "profile", "api"], "requireMfa": true, "minimumAcr": "urn:idpmfa:acr:mfa", "theme": "default" },
            { "clientId": "spa", "redirectUris": ["http://127.0.0.1:7000/cb"], "requirePkce": false }
          ],
          "scopes": [{ "name": "api", "displayName": "API", "resources": ["api"] }]
        }
        """;
}
