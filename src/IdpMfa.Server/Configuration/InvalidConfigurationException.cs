namespace IdpMfa.Server.Configuration;

/// <summary>The configuration can't be used. The message lists every problem with its key and what to write instead.</summary>
internal sealed class InvalidConfigurationException(IReadOnlyList<string> problems) : Exception(ToMessage(problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;

    private static string ToMessage(IReadOnlyList<string> problems) =>
        string.Join(
            Environment.NewLine,
            ["The configuration is invalid:", .. problems.Select(problem => "- " + problem)]
        );
}
