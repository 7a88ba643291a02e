using IdpMfa.Server.Cli;

namespace IdpMfa.IntegrationTests.Cli;

/// <summary>What a command line answered.</summary>
internal sealed record CommandLineRun(int ExitCode, string Output, string Error)
{
    public static async Task<CommandLineRun> OfAsync(IServerVerbs verbs, params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync(args, verbs, output, error, TestContext.Current.CancellationToken);
        return new CommandLineRun(exitCode, output.ToString(), error.ToString());
    }
}
