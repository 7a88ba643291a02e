namespace IdpMfa.Server.Cli;

/// <summary>What the process answers to whoever started it.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    public const int Refused = 1;

    public const int WrongUsage = 2;
}
