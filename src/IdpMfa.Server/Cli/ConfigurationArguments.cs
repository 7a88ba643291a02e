namespace IdpMfa.Server.Cli;

/// <summary>
/// Tells configuration from verbs and their options: <c>--urls</c>, <c>--environment</c> and whatever has a colon in its name
/// is configuration, before or after the verb.
/// </summary>
/// <param name="Configuration">As <c>--key=value</c>.</param>
/// <param name="Rest">Everything else, in its order.</param>
/// <param name="Problem">What is wrong with the configuration, or null.</param>
internal sealed record ConfigurationArguments(string[] Configuration, string[] Rest, string? Problem)
{
    private const string Prefix = "--";

    public static ConfigurationArguments Split(IReadOnlyList<string> args)
    {
        var configuration = new List<string>();
        var rest = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            if (!IsConfiguration(args[i]))
            {
                rest.Add(args[i]);
                continue;
            }

            if (args[i].Contains('=', StringComparison.Ordinal))
            {
                configuration.Add(args[i]);
                continue;
            }

            // A value that looks like an option is far more often a forgotten value.
            if (i + 1 == args.Count || args[i + 1].StartsWith(Prefix, StringComparison.Ordinal))
            {
                return new ConfigurationArguments(
                    [],
                    [],
                    $"{args[i]} needs a value; write {args[i]} VALUE or {args[i]}=VALUE"
                );
            }

            configuration.Add($"{args[i]}={args[++i]}");
        }

        return new ConfigurationArguments([.. configuration], [.. rest], null);
    }

    private static bool IsConfiguration(string argument)
    {
        if (!argument.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var name = argument[Prefix.Length..].Split('=', 2)[0];
        return name.Contains(':', StringComparison.Ordinal)
            || name.Equals("urls", StringComparison.OrdinalIgnoreCase)
            || name.Equals("environment", StringComparison.OrdinalIgnoreCase);
    }
}
