using IdpMfa.Core.Enforcement;
using IdpMfa.Server.Provisioning;
using IdpMfa.Server.Provisioning.Entries;

namespace IdpMfa.IntegrationTests.Provisioning;

public class WhatAFileSays
{
    [Fact]
    public void A_tenant_needs_id_and_name_only()
    {
        var file = FileReading.Read("""{"tenants":[{"id":"acme","name":"Acme"}]}""");

        var tenant = Assert.Single(file.Tenants);
        Assert.Equal(("acme", "Acme", "default"), (tenant.Id, tenant.Name, tenant.Theme));
        Assert.Equal(MfaEnforcement.Optional, tenant.Enforcement);
        Assert.Equal(TimeSpan.Zero, tenant.GracePeriod);
        Assert.Equal(EnrolmentProof.Email, tenant.EnrolmentProof);
        Assert.Null(tenant.MinimumAcr);
        Assert.True(tenant.RecoverySatisfiesMfa);
    }

    [Fact]
    public void A_tenants_policy_is_read()
    {
        var file = FileReading.Read(
            FileReading.WithTenant(
                """
                "theme": "night", "mfa": { "enforcement": "enforced", "gracePeriod": "7.00:00:00", "enrolmentProof": "none",
                  "minimumAcr": "urn:idpmfa:acr:mfa", "recoverySatisfiesMfa": false }
                """
            )
        );

        var tenant = Assert.Single(file.Tenants);
        Assert.Equal("night", tenant.Theme);
        Assert.Equal(MfaEnforcement.Enforced, tenant.Enforcement);
        Assert.Equal(TimeSpan.FromDays(7), tenant.GracePeriod);
        Assert.Equal(EnrolmentProof.None, tenant.EnrolmentProof);
        Assert.Equal(AcrLevel.Mfa, tenant.MinimumAcr);
        Assert.False(tenant.RecoverySatisfiesMfa);
    }

    [Theory]
    [InlineData("urn:idpmfa:acr:pwd", AcrLevel.Password)]
    [InlineData("urn:idpmfa:acr:recovery", AcrLevel.Recovery)]
    [InlineData("https://refeds.org/profile/mfa", AcrLevel.Mfa)]
    [InlineData("http://schemas.openid.net/pape/policies/2007/06/multi-factor", AcrLevel.Mfa)]
    [InlineData("phr", AcrLevel.PhishingResistant)]
    public void A_minimum_goes_by_every_name_of_its_level(string name, AcrLevel level)
    {
        var file = FileReading.Read(FileReading.WithClient($"\"minimumAcr\": \"{name}\""));

        Assert.Equal(level, Assert.Single(file.Clients).MinimumAcr);
    }

    [Fact]
    public void A_user_is_read_with_factor_and_tokens()
    {
        var file = FileReading.Read(
            FileReading.WithUser(
                $$"""
                "email": "alice@acme.test", "emailConfirmed": true, "password": "p", "passwordHash": null, "roles": ["admin"],
                "disabled": true, "totp": { "secret": "{{FileReading.TotpSecret}}" },
                "recoveryTokens": ["{{FileReading.RecoveryToken}}"]
                """
            )
        );

        var user = Assert.Single(file.Users);
        Assert.Equal(("acme", "alice", "alice@acme.test"), (user.TenantId, user.UserName, user.Email));
        Assert.True(user.EmailConfirmed);
        Assert.True(user.IsAdmin);
        Assert.True(user.IsDisabled);
        Assert.Equal("p", user.Password!.Reveal());
        Assert.Equal(FileReading.TotpSecret, user.Totp!.ToBase32());
        Assert.Equal(FileReading.RecoveryToken, Assert.Single(user.RecoveryTokens).ToDisplayString());
    }

    [Fact]
    public void A_user_needs_tenant_and_name_only()
    {
        var file = FileReading.Read(FileReading.WithUser("\"email\": null"));

        var user = Assert.Single(file.Users);
        Assert.False(user.EmailConfirmed);
        Assert.False(user.IsAdmin);
        Assert.False(user.IsDisabled);
        Assert.Null(user.Password);
        Assert.Null(user.Totp);
    }

    [Fact]
    public void A_client_needs_an_id_only()
    {
        var file = FileReading.Read("""{"clients":[{"clientId":"web"}]}""");

        var client = Assert.Single(file.Clients);
        Assert.Equal("web", client.ClientName);
        Assert.Null(client.ClientSecret);
        Assert.Equal(["authorization_code"], client.GrantTypes);
        Assert.Equal(["openid"], client.Scopes);
        Assert.True(client.RequirePkce);
        Assert.False(client.RequireMfa);
        Assert.Equal(ClientConsent.Implicit, client.Consent);
    }

    [Theory]
    [InlineData("\"clientSecret\": \"s\", \"requirePkce\": false", false)]
    [InlineData("\"clientSecret\": \"s\"", true)]
    [InlineData("\"clientSecret\": null, \"requirePkce\": false", true)]
    public void Pkce_can_be_left_out_only_by_a_client_with_a_secret(string members, bool requiresPkce)
    {
        var file = FileReading.Read(FileReading.WithClient(members));

        Assert.Equal(requiresPkce, Assert.Single(file.Clients).RequirePkce);
    }

    [Fact]
    public void Mfa_stands_for_the_three_grants()
    {
        var file = FileReading.Read(FileReading.WithClient("\"grantTypes\": [\"password\", \"mfa\"]"));

        Assert.Equal(
            [
                "password",
                "urn:idpmfa:oauth:grant-type:mfa",
                "http://auth0.com/oauth/grant-type/mfa-otp",
                "http://auth0.com/oauth/grant-type/mfa-recovery-code",
            ],
            Assert.Single(file.Clients).GrantTypes
        );
    }

    [Theory]
    [InlineData("http://127.0.0.1:7000/signin-oidc")]
    [InlineData("https://app.example.com/callback?x=1")]
    [InlineData("com.example.app:/callback")]
    [InlineData("myapp://callback")]
    public void A_redirect_uri_is_a_web_address_or_an_apps_own_scheme(string uri)
    {
        var file = FileReading.Read(FileReading.WithClient($"\"redirectUris\": [\"{uri}\"]"));

        Assert.Equal(uri, Assert.Single(Assert.Single(file.Clients).RedirectUris).OriginalString);
    }

    [Fact]
    public void References_may_name_what_the_server_has_already()
    {
        var known = new KnownNames(["acme"], ["api"]);

        var file = FileReading.Read(
            """
            {"users":[{"tenant":"acme","userName":"alice"}],
             "clients":[{"clientId":"web","scopes":["openid","api","idpmfa.admin"],"adminTenants":["acme"]}]}
            """,
            known
        );

        Assert.Equal(["acme"], Assert.Single(file.Clients).AdminTenants);
    }

    [Fact]
    public void Comments_trailing_commas_and_a_byte_order_mark_are_tolerated()
    {
        var file = FileReading.Read(
            """
            {
              // our only company
              "tenants": [{ "id": "acme", "name": "Acme", },],
            }
            """.Insert(0, "\uFEFF")
        );

        Assert.Single(file.Tenants);
    }

    [Fact]
    public void An_empty_file_says_nothing()
    {
        var file = FileReading.Read("{}");

        Assert.Empty(file.Tenants);
        Assert.Empty(file.Users);
    }
}
