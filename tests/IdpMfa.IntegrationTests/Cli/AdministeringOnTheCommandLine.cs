using System.Text.Json;
using IdpMfa.IntegrationTests.Hosting;
using IdpMfa.IntegrationTests.Provisioning;
using IdpMfa.Server.Cli;
using Microsoft.Data.Sqlite;

namespace IdpMfa.IntegrationTests.Cli;

public sealed class AdministeringOnTheCommandLine : IAsyncLifetime
{
    private const string Issuer = "--IdpMfa:Issuer=https://login.example.com";

    private readonly string _folder = Directory.CreateTempSubdirectory("idpmfa-").FullName;

    private string DatabasePath => Path.Combine(_folder, "idp.db");

    public async ValueTask InitializeAsync() => Assert.Equal(0, (await ApplyAsync(ExampleFile.Json)).ExitCode);

    public ValueTask DisposeAsync()
    {
        DatabaseFile.Release(DatabasePath);
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Users_are_listed_a_line_each_and_searched()
    {
        var all = await RunAsync("users", "list", "--tenant", "acme");
        var some = await RunAsync("users", "list", "--tenant", "acme", "--prefix", "BO");
        var none = await RunAsync("users", "list", "--tenant", "nowhere");

        Assert.Equal(
            ["Alice\talice@acme.test\tenrolled\tadmin\t-", "bob\t-\tnone\tdisabled\t-"],
            all.Output.Trim().Split('\n')
        );
        Assert.StartsWith("bob\t", some.Output, StringComparison.Ordinal);
        Assert.Equal((1, "There is no tenant 'nowhere'."), (none.ExitCode, none.Error.Trim()));
    }

    [Fact]
    public async Task A_user_is_shown_without_any_secret()
    {
        var run = await RunAsync("users", "show", "--tenant", "acme", "--user", "alice");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("MFA: enrolled", run.Output, StringComparison.Ordinal);
        Assert.Contains("recovery tokens left: 1", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(FileReading.TotpSecret, run.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(FileReading.RecoveryToken, run.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_pass_is_printed_for_who_has_no_factor_only()
    {
        var bob = await RunAsync("users", "enrolment-pass", "--tenant", "acme", "--user", "bob");
        var alice = await RunAsync("users", "enrolment-pass", "--tenant", "acme", "--user", "alice");

        Assert.Matches("^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\n", bob.Output.ReplaceLineEndings("\n"));
        Assert.Equal((1, ""), (alice.ExitCode, alice.Output));
        Assert.Contains("has MFA", alice.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recover_admin_prints_a_link_of_the_issuer()
    {
        var run = await RunAsync("recover-admin", "--tenant", "acme", "--user", "alice", Issuer);

        Assert.Equal(0, run.ExitCode);
        Assert.Matches("^https://login.example.com/account/recover\\?token=[A-Za-z0-9_-]{43}\r?\n", run.Output);
        Assert.Equal(1L, await CountAsync("SELECT COUNT(*) FROM MfaOutboxMails WHERE Kind = 'AdminRecovery'"));
    }

    [Fact]
    public async Task Recover_admin_is_refused_without_an_issuer_and_for_who_is_no_admin()
    {
        var noIssuer = await RunAsync("recover-admin", "--tenant", "acme", "--user", "alice");
        var noAdmin = await RunAsync("recover-admin", "--tenant", "acme", "--user", "bob", "--force", Issuer);
        var nobody = await RunAsync("recover-admin", "--tenant", "acme", "--user", "zed", Issuer);

        Assert.Equal((1, 1, 1), (noIssuer.ExitCode, noAdmin.ExitCode, nobody.ExitCode));
        Assert.Contains("IdpMfa:Issuer is missing", noIssuer.Error, StringComparison.Ordinal);
        Assert.Contains("no administrator", noAdmin.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("token=", noIssuer.Output + noAdmin.Output + nobody.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_audit_log_is_exported_as_csv_and_as_json_lines()
    {
        await RunAsync("users", "unlock", "--tenant", "acme", "--user", "alice");

        var csv = await RunAsync("audit", "export", "--format", "csv", "--tenant", "acme");
        var jsonl = await RunAsync("audit", "export", "--format", "jsonl", "--tenant", "acme");

        var lines = csv.Output.TrimEnd().Split('\n');
        Assert.Equal("at,code,reason,tenant,subject,actor,client,address,detail,id", lines[0]);
        Assert.Contains(",sign_in_unlocked,,acme,", Assert.Single(lines.Skip(1)), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Assert.Single(jsonl.Output.TrimEnd().Split('\n')));
        Assert.Equal("sign_in_unlocked", json.RootElement.GetProperty("code").GetString());
        Assert.Equal("command_line", json.RootElement.GetProperty("actor").GetString());
    }

    [Theory]
    [InlineData("--from", "2000-01-01", 1)]
    [InlineData("--to", "2000-01-01", 0)]
    [InlineData("--from", "2999-12-31T08:00:00Z", 0)]
    public async Task An_export_keeps_to_its_times(string option, string value, int expected)
    {
        await RunAsync("users", "unlock", "--tenant", "acme", "--user", "alice");

        var run = await RunAsync("audit", "export", "--format", "jsonl", "--tenant", "acme", option, value);

        Assert.Equal(expected, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("audit export")]
    [InlineData("audit export --format xml")]
    [InlineData("audit export --format csv --from yesterday")]
    [InlineData("recover-admin --tenant acme")]
    [InlineData("users list")]
    [InlineData("users show --tenant acme")]
    [InlineData("check everything")]
    public async Task Wrong_usage_exits_2(string line) => Assert.Equal(2, (await RunAsync(line.Split(' '))).ExitCode);

    [Theory]
    [InlineData("check")]
    [InlineData("recover-admin")]
    [InlineData("audit export")]
    [InlineData("users list")]
    [InlineData("users show")]
    [InlineData("users enrolment-pass")]
    [InlineData("apply")]
    public async Task Every_verb_explains_itself(string verb)
    {
        var run = await RunAsync([.. verb.Split(' '), "--help"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Usage", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_names_what_is_weak_and_exits_0()
    {
        var run = await RunAsync(
            "check",
            Issuer,
            $"--IdpMfa:Provisioning={Path.Combine(_folder, "idp.json")}",
            "--IdpMfa:RateLimiting:Enabled=false",
            "--IdpMfa:Lockout:MaxFailedAttempts=50"
        );

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("ok: database", run.Output, StringComparison.Ordinal);
        Assert.Contains("ok: provisioning file", run.Output, StringComparison.Ordinal);
        Assert.Contains("user 'bob': the password has fewer than 8 characters", run.Error, StringComparison.Ordinal);
        Assert.Contains("client 'web': the secret has fewer than 32", run.Error, StringComparison.Ordinal);
        Assert.Contains("IdpMfa:RateLimiting:Enabled is false", run.Error, StringComparison.Ordinal);
        Assert.Contains("IdpMfa:Lockout:MaxFailedAttempts is 50", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("web's secret", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_exits_1_when_the_mail_server_is_away_or_the_file_is_wrong_and_names_both()
    {
        var file = Path.Combine(_folder, "wrong.json");
        await File.WriteAllTextAsync(file, """{"users":[{"tenant":"zed"}]}""", TestContext.Current.CancellationToken);

        var run = await RunAsync(
            "check",
            Issuer,
            $"--IdpMfa:Provisioning={file}",
            "--IdpMfa:Smtp:Host=127.0.0.1",
            "--IdpMfa:Smtp:Port=1",
            "--IdpMfa:Smtp:From=idp@example.com"
        );

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error: the mail server 127.0.0.1:1 can't be reached", run.Error, StringComparison.Ordinal);
        Assert.Contains("$.users[0].userName: is missing", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_without_a_database_makes_none()
    {
        var elsewhere = Path.Combine(_folder, "none.db");

        var run = await CommandLineRun.OfAsync(
            new ServerVerbs(),
            ["check", Issuer, $"--ConnectionStrings:IdpMfa=Data Source={elsewhere}"]
        );

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("is not there yet", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(elsewhere));
    }

    [Fact]
    public async Task Overwriting_changes_what_the_file_says_and_leaves_the_rest()
    {
        var run = await ApplyAsync(
            """
            { "tenants": [{ "id": "acme", "name": "Acme", "mfa": { "enforcement": "off" } }],
              "users": [{ "tenant": "acme", "userName": "bob", "password": "another password of bob", "disabled": false }] }
            """,
            "--overwrite"
        );

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(
            "changed mfa of tenant 'acme': enforcement enforced -> off",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "changed user 'bob' of tenant 'acme': password, disabled",
            run.Output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("another password", run.Output + run.Error, StringComparison.Ordinal);
        Assert.Equal(1L, await CountAsync("SELECT COUNT(*) FROM MfaAuditEvents WHERE Code = 'user_changed'"));
        Assert.Equal(1L, await CountAsync("SELECT COUNT(*) FROM MfaAuditEvents WHERE Code = 'policy_changed'"));
        Assert.Equal(1L, await CountAsync("SELECT COUNT(*) FROM Users WHERE UserName = 'bob' AND IsDisabled = 0"));
        Assert.Equal(1L, await CountAsync("SELECT COUNT(*) FROM Users WHERE UserName = 'Alice' AND IsAdmin = 1"));
    }

    [Fact]
    public async Task Overwriting_with_the_same_file_changes_nothing_and_without_it_no_user_is_changed()
    {
        await ApplyAsync(ExampleFile.Json, "--overwrite");

        var same = await ApplyAsync(ExampleFile.Json, "--overwrite");
        var without = await ApplyAsync("""{"users":[{"tenant":"acme","userName":"bob","password":"another"}]}""");

        Assert.Contains("nothing was changed", same.Output, StringComparison.Ordinal);
        Assert.Contains("nothing was changed", without.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overwriting_does_not_take_a_tenant_its_last_admin()
    {
        var run = await ApplyAsync(
            """{"users":[{"tenant":"acme","userName":"alice","roles":[]},{"tenant":"acme","userName":"bob","disabled":false}]}""",
            "--overwrite"
        );

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("is the last administrator of tenant 'acme'", run.Error, StringComparison.Ordinal);
        Assert.Equal(1L, await CountAsync("SELECT COUNT(*) FROM Users WHERE UserName = 'bob' AND IsDisabled = 1"));
    }

    private async Task<CommandLineRun> ApplyAsync(string json, params string[] options)
    {
        var file = Path.Combine(_folder, "idp.json");
        await File.WriteAllTextAsync(file, json, TestContext.Current.CancellationToken);
        return await RunAsync(["apply", file, .. options]);
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={DatabasePath}");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tests' own constants
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private Task<CommandLineRun> RunAsync(params string[] args) =>
        CommandLineRun.OfAsync(new ServerVerbs(), [.. args, $"--ConnectionStrings:IdpMfa=Data Source={DatabasePath}"]);
}
