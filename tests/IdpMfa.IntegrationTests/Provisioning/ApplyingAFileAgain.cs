using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;
using IdpMfa.Server.Provisioning;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;

namespace IdpMfa.IntegrationTests.Provisioning;

public sealed class ApplyingAFileAgain : IAsyncLifetime
{
    private readonly ProvisionedDatabase _database = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _database.InitializeAsync();
        await _database.ApplyAsync(ExampleFile.Json);
        _database.TakeWrites();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_restart_undoes_nothing_that_people_changed()
    {
        var alice = await _database.GetUserAsync("Alice");
        await _database.QueryAsync(db =>
            db.Users.Where(user => user.Id == alice.Id)
                .ExecuteUpdateAsync(
                    user =>
                        user.SetProperty(u => u.PasswordHash, "new hash")
                            .SetProperty(u => u.IsDisabled, true)
                            .SetProperty(u => u.IsAdmin, false)
                            .SetProperty(u => u.NormalizedEmail, "NEW@ACME.TEST"),
                    Ct
                )
        );
        await _database.QueryAsync(db =>
            db.Set<Tenant>()
                .Where(tenant => tenant.Id == "acme")
                .ExecuteUpdateAsync(tenant => tenant.SetProperty(t => t.Enforcement, MfaEnforcement.Off), Ct)
        );
        await _database.InScopeAsync(async provider =>
        {
            await provider
                .GetRequiredService<ITotpCredentialStore>()
                .DeleteAllAsync(UserId.From(alice.Id.ToString()), Ct);
            return true;
        });

        var applied = await _database.ApplyAsync(ExampleFile.Json);

        Assert.Empty(applied.Changes);
        var after = await _database.GetUserAsync("Alice");
        Assert.Equal(("new hash", true, false), (after.PasswordHash, after.IsDisabled, after.IsAdmin));
        Assert.Equal("NEW@ACME.TEST", after.NormalizedEmail);
        Assert.Equal(MfaEnforcement.Off, (await GetTenantAsync("acme")).Enforcement);
        Assert.Equal(0, await _database.QueryAsync(db => db.Set<TotpCredential>().CountAsync(Ct)));
    }

    [Fact]
    public async Task Names_and_themes_of_tenants_follow_the_file_and_policies_do_not()
    {
        var applied = await _database.ApplyAsync(
            """{"tenants":[{"id":"acme","name":"Acme Inc.","theme":"night","mfa":{"enforcement":"off"}}]}"""
        );

        Assert.Equal(["updated tenant 'acme'"], applied.Changes);
        var tenant = await GetTenantAsync("acme");
        Assert.Equal(("Acme Inc.", "night"), (tenant.Name, tenant.Theme));
        Assert.Equal(MfaEnforcement.Enforced, tenant.Enforcement);
    }

    [Theory]
    [InlineData("\"Web\"", "\"Website\"")]
    [InlineData("web's secret", "another secret")]
    [InlineData("\"clientSecret\": \"web's secret\",", "")]
    [InlineData("https://web.test/cb", "https://web.test/Cb")]
    [InlineData("\"requireMfa\": true,", "")]
    [InlineData("\"requirePkce\": false", "\"resource\": \"api\"")]
    [InlineData("[\"openid\", \"profile\", \"api\"]", "[\"openid\"]")]
    public async Task A_client_follows_the_file_once(string old, string @new)
    {
        var json = ExampleFile.Json.Replace(old, @new, StringComparison.Ordinal);

        var applied = await _database.ApplyAsync(json);
        var again = await _database.ApplyAsync(json);

        Assert.StartsWith("updated client '", Assert.Single(applied.Changes), StringComparison.Ordinal);
        Assert.Empty(again.Changes);
    }

    [Fact]
    public async Task A_new_secret_replaces_the_old_one()
    {
        await _database.ApplyAsync(
            ExampleFile.Json.Replace("web's secret", "another secret", StringComparison.Ordinal)
        );

        var (isOld, isNew) = await _database.InScopeAsync(async provider =>
        {
            var applications = provider.GetRequiredService<IOpenIddictApplicationManager>();
            var web = (await applications.FindByClientIdAsync("web", Ct))!;
            return (
                await applications.ValidateClientSecretAsync(web, "web's secret", Ct),
                await applications.ValidateClientSecretAsync(web, "another secret", Ct)
            );
        });

        Assert.False(isOld);
        Assert.True(isNew);
    }

    [Fact]
    public async Task A_scope_follows_the_file()
    {
        var applied = await _database.ApplyAsync(
            """{"scopes":[{"name":"api","displayName":"API","resources":["api","reports"]}]}"""
        );

        Assert.Equal(["updated scope 'api'"], applied.Changes);
    }

    [Fact]
    public async Task What_the_file_lacks_is_left_alone()
    {
        var applied = await _database.ApplyAsync("{}");

        Assert.Empty(applied.Changes);
        Assert.Equal(2, await _database.QueryAsync(db => db.Users.CountAsync(Ct)));
        Assert.Equal(0, _database.TakeWrites());
    }

    [Theory]
    [InlineData(
        """{"users":[{"tenant":"beta","userName":"ALICE"}]}""",
        "$.users[0].userName: 'ALICE' is a user of tenant 'acme'"
    )]
    [InlineData(
        """{"users":[{"tenant":"beta","userName":"alice@acme.test"}]}""",
        "$.users[0].userName: is the confirmed mail address of 'Alice'"
    )]
    [InlineData(
        """{"users":[{"tenant":"acme","userName":"x","email":"ALICE@acme.test","emailConfirmed":true}]}""",
        "$.users[0].email: is the user name or confirmed mail address of 'Alice'"
    )]
    [InlineData(
        """{"tenants":[{"id":"ACME","name":"Acme"}]}""",
        "$.tenants[0].id: 'ACME' is tenant 'acme' of this server but for case"
    )]
    public async Task What_clashes_with_the_server_is_refused(string json, string problem)
    {
        var problems = await _database.FindProblemsAsync(json);

        Assert.StartsWith(problem, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_may_refer_to_what_the_server_has()
    {
        var applied = await _database.ApplyAsync(
            """{"users":[{"tenant":"acme","userName":"carol"}],"clients":[{"clientId":"cli","scopes":["api"]}]}"""
        );

        Assert.Equal(["created user 'carol' of tenant 'acme'", "created client 'cli'"], applied.Changes);
    }

    [Fact]
    public async Task Nothing_is_applied_where_anything_is_refused()
    {
        var outcome = await _database.TryApplyAsync(
            """
            {"tenants":[{"id":"gamma","name":"Gamma"},{"id":"acme","name":"Renamed"}],
             "users":[{"tenant":"gamma","userName":"dora","password":"d"},{"tenant":"beta","userName":"alice"}],
             "clients":[{"clientId":"cli"},{"clientId":"spa","clientName":"Renamed"}],"scopes":[{"name":"more"}]}
            """
        );

        Assert.IsType<ProvisioningOutcome.Refused>(outcome);
        var again = await _database.ApplyAsync(ExampleFile.Json);
        Assert.Empty(again.Changes);
        Assert.Equal(2, await _database.QueryAsync(db => db.Set<Tenant>().CountAsync(Ct)));
        Assert.Equal(2, await _database.QueryAsync(db => db.Users.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_refused()
    {
        var outcome = await _database.RunAsync("no-such-file.json");

        var problem = Assert.Single(Assert.IsType<ProvisioningOutcome.Refused>(outcome).Problems);
        Assert.Equal("file: is not there", problem.ToString());
    }

    [Fact]
    public async Task A_folder_is_no_file()
    {
        var outcome = await _database.RunAsync(Path.GetTempPath());

        var problem = Assert.Single(Assert.IsType<ProvisioningOutcome.Refused>(outcome).Problems);
        Assert.Contains("is a folder", problem.Reason, StringComparison.Ordinal);
    }

    private Task<Tenant> GetTenantAsync(string id) =>
        _database.QueryAsync(db => db.Set<Tenant>().AsNoTracking().SingleAsync(tenant => tenant.Id == id, Ct));
}
