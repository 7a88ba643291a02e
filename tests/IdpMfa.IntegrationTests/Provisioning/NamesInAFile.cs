namespace IdpMfa.IntegrationTests.Provisioning;

public class NamesInAFile
{
    [Theory]
    [InlineData(
        "tenants",
        """{"id":"acme","name":"A"},{"id":"acme","name":"B"}""",
        "$.tenants[1].id: 'acme' is the same as $.tenants[0].id"
    )]
    [InlineData(
        "tenants",
        """{"id":"acme","name":"A"},{"id":"ACME","name":"B"}""",
        "$.tenants[1].id: 'ACME' is the same as $.tenants[0].id, but for case"
    )]
    [InlineData(
        "clients",
        """{"clientId":"web"},{"clientId":"web"}""",
        "$.clients[1].clientId: 'web' is the same as $.clients[0].clientId"
    )]
    [InlineData(
        "scopes",
        """{"name":"api"},{"name":"api"}""",
        "$.scopes[1].name: 'api' is the same as $.scopes[0].name"
    )]
    public void An_id_is_there_once(string list, string entries, string problem)
    {
        var problems = FileReading.FindProblems($$"""{"{{list}}":[{{entries}}]}""");

        Assert.Equal(problem, Assert.Single(problems));
    }

    [Theory]
    [InlineData("alice", "alice")]
    [InlineData("alice", "ALICE")]
    [InlineData("alice", "\uFF41lice")]
    [InlineData("jos\u00E9", "jose\u0301")]
    [InlineData("office", "o\uFB03ce")]
    public void A_user_name_is_one_users_whatever_its_case_and_unicode_form(string one, string other)
    {
        var problems = FileReading.FindProblems(
            $$"""
            {"tenants":[{"id":"a","name":"A"},{"id":"b","name":"B"}],
             "users":[{"tenant":"a","userName":"{{one}}"},{"tenant":"b","userName":"{{other}}"}]}
            """
        );

        Assert.StartsWith(
            "$.users[1].userName: is the same as $.users[0].userName",
            Assert.Single(problems),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_confirmed_address_is_one_users()
    {
        var problems = FileReading.FindProblems(
            """
            {"tenants":[{"id":"a","name":"A"}],
             "users":[{"tenant":"a","userName":"x","email":"x@a.test","emailConfirmed":true},
                      {"tenant":"a","userName":"y","email":"X@A.TEST","emailConfirmed":true},
                      {"tenant":"a","userName":"z","email":"x@a.test"}]}
            """
        );

        Assert.StartsWith(
            "$.users[1].email: is the confirmed address of $.users[0] too",
            Assert.Single(problems),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_user_name_is_not_anothers_confirmed_address()
    {
        var problems = FileReading.FindProblems(
            """
            {"tenants":[{"id":"a","name":"A"}],
             "users":[{"tenant":"a","userName":"Y@a.test"},
                      {"tenant":"a","userName":"y","email":"y@a.test","emailConfirmed":true}]}
            """
        );

        Assert.StartsWith(
            "$.users[0].userName: is the confirmed mail address of $.users[1]",
            Assert.Single(problems),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_user_name_may_be_the_own_address()
    {
        var file = FileReading.Read(
            """
            {"tenants":[{"id":"a","name":"A"}],
             "users":[{"tenant":"a","userName":"y@a.test","email":"y@a.test","emailConfirmed":true}]}
            """
        );

        Assert.Single(file.Users);
    }
}
