using IdpMfa.IntegrationTests.Hosting;
using IdpMfa.IntegrationTests.Provisioning;
using IdpMfa.Server.Cli;

namespace IdpMfa.IntegrationTests.Cli;

public sealed class VerbsOnADatabase : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("idpmfa-").FullName;

    public void Dispose()
    {
        DatabaseFile.Release(Path.Combine(_folder, "idp.db"));
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Apply_needs_no_issuer_and_prints_what_it_did_and_what_is_not_enforced()
    {
        var run = await ApplyAsync(ExampleFile.Json);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("created user 'bob' of tenant 'acme'", run.Output, StringComparison.Ordinal);
        Assert.Contains("created client 'web'", run.Output, StringComparison.Ordinal);
        Assert.Contains("warning: IdpMfa:Keys:CertificatePath is not set", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_apply_says_that_nothing_was_changed()
    {
        await ApplyAsync(ExampleFile.Json);

        var run = await ApplyAsync(ExampleFile.Json);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("nothing was changed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_file_exits_1_with_every_problem()
    {
        var run = await ApplyAsync(
            """{"tenants":[{"id":"acme"}],"users":[{"tenant":"acme","userName":"a","rolls":[]}]}"""
        );

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("$.tenants[0].name: is missing", run.Error, StringComparison.Ordinal);
        Assert.Contains(
            "$.users[0].rolls: is not a known member; did you mean roles?",
            run.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_missing_file_exits_1()
    {
        var run = await RunAsync("apply", Path.Combine(_folder, "nothing.json"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(Path.Combine(_folder, "nothing.json"), run.Error, StringComparison.Ordinal);
        Assert.Contains("is not there", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_says_what_it_did_and_is_done_the_second_time()
    {
        var first = await RunAsync("migrate");
        var second = await RunAsync("migrate");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Contains("applied ", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("applied ", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_can_be_unlocked_and_reset_by_name_or_confirmed_address()
    {
        await ApplyAsync(ExampleFile.Json);

        var unlock = await RunAsync("users", "unlock", "--tenant", "acme", "--user", "ALICE@acme.test");
        var reset = await RunAsync("users", "reset-mfa", "--tenant", "acme", "--user", "bob");

        Assert.Equal((0, 0), (unlock.ExitCode, reset.ExitCode));
        Assert.StartsWith("Unlocked 'Alice' of tenant 'acme'.", unlock.Output, StringComparison.Ordinal);
        Assert.StartsWith("Reset MFA of 'bob' of tenant 'acme'", reset.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_administrator_is_not_reset_and_recover_admin_is_named()
    {
        await ApplyAsync(ExampleFile.Json);

        var run = await RunAsync("users", "reset-mfa", "--tenant", "acme", "--user", "alice");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("recover-admin", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", "alice", "There is no tenant 'nowhere'.")]
    [InlineData("acme", "nobody", "Tenant 'acme' has no user with the user name or confirmed mail address 'nobody'.")]
    [InlineData("beta", "alice", "Tenant 'beta' has no user with the user name or confirmed mail address 'alice'.")]
    public async Task An_unknown_tenant_or_user_exits_1(string tenant, string user, string message)
    {
        await ApplyAsync(ExampleFile.Json);

        var run = await RunAsync("users", "unlock", "--tenant", tenant, "--user", user);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(message, run.Error.Trim());
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_named()
    {
        var run = await RunAsync("users", "unlock", "--tenant", "acme", "--user", "alice");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            Path.Combine(_folder, "idp.db"),
            Assert.Single(run.Error.Trim().Split('\n')),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "idp.db"),
            new string('x', 5000),
            TestContext.Current.CancellationToken
        );

        var run = await RunAsync("migrate");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            "is not a SQLite database",
            Assert.Single(run.Error.Trim().Split('\n')),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_invalid_configuration_exits_1_with_every_problem()
    {
        var run = await RunAsync("migrate", "--IdpMfa:Totp:DriftSteps", "9", "--IdpMfa:Isuer=x");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("- IdpMfa:Totp:DriftSteps must be 0 or 1", run.Error, StringComparison.Ordinal);
        Assert.Contains(
            "- IdpMfa:Isuer is not a known key; did you mean IdpMfa:Issuer?",
            run.Error,
            StringComparison.Ordinal
        );
    }

    private async Task<CommandLineRun> ApplyAsync(string json)
    {
        var file = Path.Combine(_folder, "idp.json");
        await File.WriteAllTextAsync(file, json, TestContext.Current.CancellationToken);
        return await RunAsync("apply", file);
    }

    private Task<CommandLineRun> RunAsync(params string[] args) =>
        CommandLineRun.OfAsync(
            new ServerVerbs(),
            [.. args, $"--ConnectionStrings:IdpMfa=Data Source={Path.Combine(_folder, "idp.db")}"]
        );
}
