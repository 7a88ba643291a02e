namespace IdpMfa.Server.Cli;

/// <summary>What came of a verb.</summary>
internal abstract record VerbOutcome
{
    private VerbOutcome() { }

    /// <param name="Lines">What was done, for standard output.</param>
    /// <param name="Warnings">What the operator should know, for standard error.</param>
    public sealed record Done(IReadOnlyList<string> Lines, IReadOnlyList<string> Warnings) : VerbOutcome;

    /// <param name="Message">Why nothing was done, for standard error.</param>
    public sealed record Refused(string Message) : VerbOutcome;

    public static VerbOutcome Of(string line) => new Done([line], []);
}
