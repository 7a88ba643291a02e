using IdpMfa.Server.Cli;

namespace IdpMfa.IntegrationTests.Cli;

public class Verbs
{
    [Theory]
    [InlineData("", "serve")]
    [InlineData("serve", "serve")]
    [InlineData("migrate", "migrate")]
    [InlineData("apply users.json", "apply users.json")]
    [InlineData("apply @users.json", "apply @users.json")]
    [InlineData("users unlock --tenant acme --user alice", "unlock alice of acme")]
    [InlineData("users unlock --user=alice@acme.test --tenant=acme", "unlock alice@acme.test of acme")]
    [InlineData("users reset-mfa --tenant acme --user alice", "reset-mfa alice of acme")]
    public async Task A_verb_is_reached_with_its_options_and_exits_0(string line, string call)
    {
        var verbs = new RecordedVerbs();

        var run = await CommandLineRun.OfAsync(verbs, Split(line));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([call], verbs.Calls);
    }

    [Theory]
    [InlineData("--urls http://127.0.0.1:5000", "--urls=http://127.0.0.1:5000")]
    [InlineData("--urls=http://127.0.0.1:5000", "--urls=http://127.0.0.1:5000")]
    [InlineData("serve --environment Development", "--environment=Development")]
    [InlineData("--IdpMfa:Issuer https://a.test serve", "--IdpMfa:Issuer=https://a.test")]
    [InlineData("migrate --ConnectionStrings:IdpMfa=Data_Source=a.db", "--ConnectionStrings:IdpMfa=Data_Source=a.db")]
    [InlineData("users unlock --tenant t --Logging:LogLevel:Default None --user u", "--Logging:LogLevel:Default=None")]
    public async Task Configuration_goes_to_the_host_from_wherever_it_stands(string line, string argument)
    {
        var verbs = new RecordedVerbs();

        var run = await CommandLineRun.OfAsync(verbs, Split(line));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([argument], verbs.Configuration);
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("serve extra")]
    [InlineData("--port 5000")]
    [InlineData("serve --verbose")]
    [InlineData("apply")]
    [InlineData("apply a.json b.json")]
    [InlineData("apply a.json --overwrit")]
    [InlineData("users")]
    [InlineData("users frobnicate")]
    [InlineData("users unlock")]
    [InlineData("users unlock --tenant acme")]
    [InlineData("users unlock --tenant acme --user")]
    [InlineData("--urls")]
    [InlineData("--IdpMfa:Issuer --environment Development")]
    public async Task Wrong_usage_exits_2_and_says_so_in_one_line(string line)
    {
        var verbs = new RecordedVerbs();

        var run = await CommandLineRun.OfAsync(verbs, Split(line));

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(verbs.Calls);
        Assert.Empty(run.Output);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Contains("--help", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", "apply")]
    [InlineData("serve --help", "--Section:Key")]
    [InlineData("apply --help", "FILE")]
    [InlineData("migrate --help", "migrate")]
    [InlineData("users --help", "reset-mfa")]
    [InlineData("users unlock --help", "--tenant")]
    [InlineData("users reset-mfa --help", "--user")]
    public async Task Help_is_there_for_every_verb(string line, string words)
    {
        var verbs = new RecordedVerbs();

        var run = await CommandLineRun.OfAsync(verbs, Split(line));

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(verbs.Calls);
        Assert.Contains(words, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_done_is_on_standard_output_and_warnings_on_standard_error()
    {
        var run = await CommandLineRun.OfAsync(new RecordedVerbs(), "migrate");

        Assert.Equal($"done{Environment.NewLine}", run.Output);
        Assert.Equal($"warning: careful{Environment.NewLine}", run.Error);
    }

    [Fact]
    public async Task A_refusal_exits_1_with_its_message()
    {
        var verbs = new RecordedVerbs { Outcome = new VerbOutcome.Refused("There is no tenant 'acme'.") };

        var run = await CommandLineRun.OfAsync(verbs, "users", "unlock", "--tenant", "acme", "--user", "alice");

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Equal($"There is no tenant 'acme'.{Environment.NewLine}", run.Error);
    }

    private static string[] Split(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
