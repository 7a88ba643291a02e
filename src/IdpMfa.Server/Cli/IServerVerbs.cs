namespace IdpMfa.Server.Cli;

/// <summary>What the verbs of the command line do; a seam, so that arguments and exit codes are tested without a server.</summary>
/// <remarks>Configuration arguments are those of <c>WebApplication.CreateBuilder</c>: <c>--Section:Key=value</c>.</remarks>
internal interface IServerVerbs
{
    /// <summary>Runs until it is told to stop.</summary>
    Task ServeAsync(string[] configurationArgs, CancellationToken ct);

    Task<VerbOutcome> ApplyAsync(string[] configurationArgs, string file, CancellationToken ct);

    Task<VerbOutcome> MigrateAsync(string[] configurationArgs, CancellationToken ct);

    Task<VerbOutcome> UnlockAsync(string[] configurationArgs, UserReference user, CancellationToken ct);

    Task<VerbOutcome> ResetMfaAsync(string[] configurationArgs, UserReference user, CancellationToken ct);
}
