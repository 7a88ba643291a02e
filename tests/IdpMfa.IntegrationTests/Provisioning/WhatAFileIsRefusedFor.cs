namespace IdpMfa.IntegrationTests.Provisioning;

public class WhatAFileIsRefusedFor
{
    [Theory]
    [InlineData("[]", "$: is not an object")]
    [InlineData("""{"tenant":[]}""", "$.tenant: is not a known member; did you mean tenants?")]
    [InlineData("""{"tenants":{}}""", "$.tenants: is not a list")]
    [InlineData("""{"tenants":[7]}""", "$.tenants[0]: is not an object")]
    [InlineData("""{"tenants":[],"tenants":[]}""", "$.tenants: is written twice")]
    [InlineData("""{"tenants":[{"name":"Acme"}]}""", "$.tenants[0].id: is missing")]
    [InlineData("""{"tenants":[{"id":"acme"}]}""", "$.tenants[0].name: is missing")]
    [InlineData("""{"tenants":[{"id":"","name":"Acme"}]}""", "$.tenants[0].id: may have letters")]
    [InlineData("""{"tenants":[{"id":"a b","name":"Acme"}]}""", "$.tenants[0].id: may have letters")]
    [InlineData("""{"tenants":[{"id":7,"name":"Acme"}]}""", "$.tenants[0].id: is not a text")]
    [InlineData("""{"tenants":[{"id":"a","name":" "}]}""", "$.tenants[0].name: is blank")]
    [InlineData("""{"tenants":[{"id":"a","name":"\ud800"}]}""", "$.tenants[0].name: is not valid Unicode")]
    [InlineData("""{"users":[{"userName":"alice"}]}""", "$.users[0].tenant: is missing")]
    [InlineData("""{"users":[{"tenant":"acme","userName":"alice"}]}""", "$.users[0].tenant: there is no tenant 'acme'")]
    [InlineData("""{"clients":[{}]}""", "$.clients[0].clientId: is missing")]
    [InlineData("""{"clients":[{"clientId":"a b"}]}""", "$.clients[0].clientId: is empty or has spaces")]
    [InlineData("""{"scopes":[{"displayName":"API"}]}""", "$.scopes[0].name: is missing")]
    [InlineData("""{"scopes":[{"name":"a b"}]}""", "$.scopes[0].name: is empty")]
    [InlineData("""{"scopes":[{"name":"openid"}]}""", "$.scopes[0].name: 'openid' is built in")]
    [InlineData("""{"scopes":[{"name":"api","resources":[""]}]}""", "$.scopes[0].resources[0]: is empty")]
    public void A_file_that_can_not_be_used_is_refused_with_path_and_reason(string json, string problem) =>
        Assert.StartsWith(problem, Assert.Single(FileReading.FindProblems(json)), StringComparison.Ordinal);

    [Theory]
    [InlineData(
        "\"mfa\": { \"enforcement\": \"always\" }",
        "$.tenants[0].mfa.enforcement: is 'always'; write off or optional or enforced"
    )]
    [InlineData("\"mfa\": { \"enforcement\": \"1\" }", "$.tenants[0].mfa.enforcement: is '1'")]
    [InlineData(
        "\"mfa\": { \"gracePeriod\": \"a week\" }",
        "$.tenants[0].mfa.gracePeriod: is 'a week'; write a duration as hh:mm:ss"
    )]
    [InlineData("\"mfa\": { \"gracePeriod\": 7 }", "$.tenants[0].mfa.gracePeriod: is not a text")]
    [InlineData(
        "\"mfa\": { \"enrolmentProof\": \"phone\" }",
        "$.tenants[0].mfa.enrolmentProof: is 'phone'; write none or email"
    )]
    [InlineData(
        "\"mfa\": { \"minimumAcr\": \"mfa\" }",
        "$.tenants[0].mfa.minimumAcr: is 'mfa'; write null or one of urn:idpmfa:acr:pwd"
    )]
    [InlineData(
        "\"mfa\": { \"recoverySatisfiesMfa\": \"no\" }",
        "$.tenants[0].mfa.recoverySatisfiesMfa: must be true or false"
    )]
    [InlineData("\"mfa\": { \"enforce\": true }", "$.tenants[0].mfa.enforce: is not a known member")]
    [InlineData("\"mfa\": true", "$.tenants[0].mfa: is not an object")]
    [InlineData("\"theme\": \"../secrets\"", "$.tenants[0].theme: may have letters")]
    public void A_tenant_that_can_not_be_used_is_refused(string members, string problem) =>
        Assert.StartsWith(
            problem,
            Assert.Single(FileReading.FindProblems(FileReading.WithTenant(members))),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("\"email\": \"alice\"", "$.users[0].email: is not a mail address")]
    [InlineData("\"email\": \"Alice <alice@acme.test>\"", "$.users[0].email: is not a mail address")]
    [InlineData("\"emailConfirmed\": true", "$.users[0].emailConfirmed: is true without an email")]
    [InlineData("\"pasword\": \"x\"", "$.users[0].pasword: is not a known member; did you mean password?")]
    [InlineData("\"password\": \"\"", "$.users[0].password: is empty")]
    [InlineData("\"password\": 12345678", "$.users[0].password: is not a text")]
    [InlineData("\"passwordHash\": \"AQAAAA\"", "$.users[0].passwordHash: is not an ASP.NET Core Identity v3 hash")]
    // Two million iterations and one: whoever signs in would keep a processor busy.
    [InlineData(
        "\"passwordHash\": \"AQAAAAIAHoSBAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==\"",
        "$.users[0].passwordHash: is not an ASP.NET Core Identity v3 hash"
    )]
    [InlineData(
        "\"passwordHash\": \"$2b$10$abcdefghijklmnopqrstuv\"",
        "$.users[0].passwordHash: is not an ASP.NET Core Identity v3 hash"
    )]
    [InlineData("\"roles\": [\"Admin\"]", "$.users[0].roles[0]: 'Admin' is not a role; did you mean admin?")]
    [InlineData("\"roles\": \"admin\"", "$.users[0].roles: is not a list")]
    [InlineData("\"disabled\": 0", "$.users[0].disabled: must be true or false")]
    [InlineData("\"totp\": {}", "$.users[0].totp.secret: is missing")]
    [InlineData("\"totp\": { \"secret\": \"not base32!\" }", "$.users[0].totp.secret: is not base32")]
    [InlineData(
        "\"totp\": { \"secret\": \"JBSWY3DPEHPK3PXP\" }",
        "$.users[0].totp.secret: is not base32 (A-Z and 2-7) of at least 16 bytes"
    )]
    [InlineData(
        "\"recoveryTokens\": [\"0123-4567-89AB-CDEF-GHJK-MNPV\"]",
        "$.users[0].recoveryTokens: stand in for an authenticator; write totp too"
    )]
    public void A_user_that_can_not_be_used_is_refused(string members, string problem) =>
        Assert.StartsWith(
            problem,
            Assert.Single(FileReading.FindProblems(FileReading.WithUser(members))),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPW", "is not a recovery token")]
    [InlineData("0123-4567", "is not a recovery token")]
    public void A_recovery_token_whose_check_character_is_wrong_is_refused(string token, string reason)
    {
        var problems = FileReading.FindProblems(
            FileReading.WithUser(
                $$"""
                "totp": { "secret": "{{FileReading.TotpSecret}}" }, "recoveryTokens": ["{{token}}"]
                """
            )
        );

        Assert.StartsWith("$.users[0].recoveryTokens[0]: " + reason, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Recovery_tokens_are_at_most_16_and_all_different()
    {
        var tokens = string.Join(", ", Enumerable.Repeat($"\"{FileReading.RecoveryToken}\"", 17));

        var problems = FileReading.FindProblems(
            FileReading.WithUser(
                $$"""
                "totp": { "secret": "{{FileReading.TotpSecret}}" }, "recoveryTokens": [{{tokens}}]
                """
            )
        );

        Assert.Equal("$.users[0].recoveryTokens: are more than 16", problems[0]);
        Assert.Equal("$.users[0].recoveryTokens[1]: is the same as one before", problems[1]);
    }

    [Theory]
    [InlineData("\"clientSecret\": \" \"", "$.clients[0].clientSecret: is blank")]
    [InlineData("\"redirectUris\": [\"/callback\"]", "$.clients[0].redirectUris[0]: is not an absolute URI")]
    [InlineData(
        "\"redirectUris\": [\"app.example.com/callback\"]",
        "$.clients[0].redirectUris[0]: is not an absolute URI"
    )]
    [InlineData("\"redirectUris\": [\"https://*.example.com/\"]", "$.clients[0].redirectUris[0]: has a wildcard")]
    [InlineData("\"redirectUris\": [\"https://app.example.com/#x\"]", "$.clients[0].redirectUris[0]: has a fragment")]
    [InlineData(
        "\"redirectUris\": [\"https://app.example.com/a b\"]",
        "$.clients[0].redirectUris[0]: is not an absolute URI"
    )]
    [InlineData(
        "\"redirectUris\": [\"https://me:pw@app.example.com/\"]",
        "$.clients[0].redirectUris[0]: has a user name or password in it"
    )]
    [InlineData(
        "\"redirectUris\": [\"javascript:alert(1)\"]",
        "$.clients[0].redirectUris[0]: has the scheme javascript"
    )]
    [InlineData("\"redirectUris\": [\"file:///etc/passwd\"]", "$.clients[0].redirectUris[0]: has the scheme file")]
    [InlineData("\"redirectUris\": [\"http:callback\"]", "$.clients[0].redirectUris[0]: ")]
    [InlineData(
        "\"postLogoutRedirectUris\": [\"bye\"]",
        "$.clients[0].postLogoutRedirectUris[0]: is not an absolute URI"
    )]
    [InlineData(
        "\"grantTypes\": [\"authorisation_code\"]",
        "$.clients[0].grantTypes[0]: 'authorisation_code' is not a grant type; did you mean authorization_code?"
    )]
    [InlineData("\"grantTypes\": [\"implicit\"]", "$.clients[0].grantTypes[0]: 'implicit' is not a grant type")]
    [InlineData("\"scopes\": [\"openid\", \"apis\"]", "$.clients[0].scopes: there is no scope 'apis'")]
    [InlineData("\"adminTenants\": [\"acme\"]", "$.clients[0].adminTenants: there is no tenant 'acme'")]
    [InlineData("\"requireMfa\": \"true\"", "$.clients[0].requireMfa: must be true or false")]
    [InlineData("\"minimumAcr\": \"gold\"", "$.clients[0].minimumAcr: is 'gold'")]
    [InlineData("\"consent\": \"ask\"", "$.clients[0].consent: is 'ask'; write implicit or explicit")]
    [InlineData("\"resource\": \"\"", "$.clients[0].resource: is empty")]
    [InlineData(
        "\"backchannelLogoutUri\": \"myapp:/out\"",
        "$.clients[0].backchannelLogoutUri: is not an http or https URL"
    )]
    [InlineData("\"theme\": \"a/b\"", "$.clients[0].theme: may have letters")]
    [InlineData("\"requiresMfa\": true", "$.clients[0].requiresMfa: is not a known member; did you mean requireMfa?")]
    public void A_client_that_can_not_be_used_is_refused(string members, string problem) =>
        Assert.StartsWith(
            problem,
            Assert.Single(FileReading.FindProblems(FileReading.WithClient(members))),
            StringComparison.Ordinal
        );

    [Fact]
    public void Every_problem_of_a_file_is_named()
    {
        var problems = FileReading.FindProblems(
            """
            {"tenants":[{"id":"acme"}],"users":[{"tenant":"other","userName":"a","roles":["boss"]}],
             "clients":[{"clientId":"web","scopes":["x"],"colour":"blue"}]}
            """
        );

        Assert.Equal(5, problems.Count);
    }

    [Fact]
    public void A_syntax_error_is_named_by_line_and_column_and_not_repeated()
    {
        var problems = FileReading.FindProblems(
            """
            {
              "users": [{ "password": true-secret }]
            }
            """
        );

        var problem = Assert.Single(problems);
        Assert.StartsWith("line 2, column ", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void No_reason_repeats_a_secret()
    {
        var problems = FileReading.FindProblems(
            FileReading.WithUser(
                """
                "password": "hush-hush", "passwordHash": "hush-hush", "totp": { "secret": "hush-hush" },
                "recoveryTokens": ["hush-hush"]
                """
            )
        );

        Assert.Equal(4, problems.Count);
        Assert.All(problems, problem => Assert.DoesNotContain("hush", problem, StringComparison.Ordinal));
    }
}
