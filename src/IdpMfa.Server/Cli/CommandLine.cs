using System.CommandLine;
using System.CommandLine.Invocation;

namespace IdpMfa.Server.Cli;

/// <summary>The command line: exit 0 done, 1 refused or failed with one clear message on standard error, 2 wrong usage.</summary>
internal static class CommandLine
{
    public static Task<int> RunAsync(string[] args) =>
        RunAsync(args, new ServerVerbs(), Console.Out, Console.Error, CancellationToken.None);

    public static async Task<int> RunAsync(
        string[] args,
        IServerVerbs verbs,
        TextWriter output,
        TextWriter error,
        CancellationToken ct
    )
    {
        var arguments = ConfigurationArguments.Split(args);
        if (arguments.Problem is { } problem)
        {
            return await RefuseUsageAsync(error, problem);
        }

        var root = new VerbTree(verbs, arguments.Configuration, output, error).Build();
        // Without response files: a user name may begin with '@'.
        var parsed = root.Parse(arguments.Rest, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is null or ParseErrorAction)
        {
            return await RefuseUsageAsync(error, string.Join(" ", parsed.Errors.Select(e => e.Message)));
        }

        try
        {
            // The host handles SIGTERM and SIGINT itself and drains as long as it needs.
            var invocation = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(invocation, ct);
        }
        // The end of the line: whatever went wrong becomes one message and an exit code.
        catch (Exception exception)
        {
            await error.WriteLineAsync(FailureWords.Of(exception));
            return ExitCode.Refused;
        }
    }

    private static async Task<int> RefuseUsageAsync(TextWriter error, string problem)
    {
        await error.WriteLineAsync($"{problem} Run with --help to see what there is.".TrimStart());
        return ExitCode.WrongUsage;
    }
}
