using IdpMfa.Server.Configuration;
using IdpMfa.Server.Provisioning;

namespace IdpMfa.IntegrationTests.Provisioning;

public class WhatAFileIsWarnedOf
{
    private const string NoProof = "\"mfa\": { \"enrolmentProof\": \"none\" }";

    [Theory]
    [InlineData("\"mfa\": { \"minimumAcr\": \"phr\" }", "tenant 'acme': minimumAcr phr needs passkeys")]
    public void A_tenants_wish_that_is_not_enforced_yet_is_named(string members, string warning) =>
        Assert.StartsWith(warning, Assert.Single(Find(FileReading.WithTenant(members))), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"minimumAcr\": \"phr\"", "client 'web': minimumAcr phr needs passkeys")]
    [InlineData("\"consent\": \"explicit\"", "client 'web': consent explicit is not enforced yet")]
    [InlineData("\"requirePar\": true", "client 'web': requirePar is not enforced yet")]
    [InlineData("\"resource\": \"api\"", "client 'web': resource has no effect yet")]
    [InlineData(
        "\"backchannelLogoutUri\": \"https://a.test/out\"",
        "client 'web': backchannelLogoutUri has no effect yet"
    )]
    [InlineData(
        "\"grantTypes\": [\"client_credentials\"]",
        "client 'web': grant type client_credentials is not served"
    )]
    [InlineData(
        "\"grantTypes\": [\"urn:ietf:params:oauth:grant-type:device_code\"]",
        "client 'web': grant type urn:ietf:params:oauth:grant-type:device_code is not served"
    )]
    [InlineData(
        "\"grantTypes\": [\"password\"]",
        "client 'web': grant type password is not served in this version, and IdpMfa:NativeGrants:Enabled is off"
    )]
    public void A_clients_wish_that_is_not_served_yet_is_named(string members, string warning) =>
        Assert.StartsWith(warning, Assert.Single(Find(FileReading.WithClient(members))), StringComparison.Ordinal);

    [Fact]
    public void Tenants_that_a_client_administers_are_named()
    {
        var warnings = Find(
            $$"""{"tenants":[{"id":"acme","name":"Acme",{{NoProof}}}],"clients":[{"clientId":"web","adminTenants":["acme"]}]}"""
        );

        Assert.StartsWith("client 'web': adminTenants", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("\"email\":\"alice@acme.test\",", true)]
    [InlineData("\"email\":\"alice@acme.test\",\"emailConfirmed\":true,", false)]
    [InlineData("\"totp\":{\"secret\":\"JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP\"},", false)]
    [InlineData("\"disabled\":true,", false)]
    public void A_user_who_must_prove_an_address_and_has_none_is_named(string members, bool isNamed)
    {
        var warnings = Find(
            $$"""
            { "tenants": [{ "id": "acme", "name": "Acme", "mfa": { "enforcement": "enforced" } }],
              "users": [{ "tenant": "acme", "userName": "alice", {{members}} "password": "a long password" }] }
            """
        );

        var named = warnings.Where(warning =>
            warning.StartsWith("user 'alice': has no confirmed mail address", StringComparison.Ordinal)
        );
        Assert.Equal(isNamed ? 1 : 0, named.Count());
    }

    [Fact]
    public void A_user_without_a_password_is_named()
    {
        var warnings = Find(
            $$"""{"tenants":[{"id":"acme","name":"Acme",{{NoProof}}}],"users":[{"tenant":"acme","userName":"alice"}]}"""
        );

        Assert.StartsWith("user 'alice': has neither password", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_served_needs_no_warning()
    {
        var warnings = Find(
            FileReading.WithClient("\"grantTypes\": [\"authorization_code\", \"refresh_token\"], \"requireMfa\": true")
        );

        Assert.Empty(warnings);
    }

    private static IReadOnlyList<string> Find(string json) =>
        ProvisioningWarnings.Find(FileReading.Read(json), new ServerOptions());
}
