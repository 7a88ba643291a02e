namespace IdpMfa.Server.Cli;

/// <summary>What the verbs of the command line do; a seam, so that arguments and exit codes are tested without a server.</summary>
/// <remarks>Configuration arguments are those of <c>WebApplication.CreateBuilder</c>: <c>--Section:Key=value</c>.</remarks>
internal interface IServerVerbs
{
    /// <summary>Runs until it is told to stop.</summary>
    Task ServeAsync(string[] configurationArgs, CancellationToken ct);

    Task<VerbOutcome> ApplyAsync(string[] configurationArgs, string file, bool overwrite, CancellationToken ct);

    /// <summary>Looks at everything that a start needs, and changes nothing.</summary>
    Task<VerbOutcome> CheckAsync(string[] configurationArgs, CancellationToken ct);

    Task<VerbOutcome> ListUsersAsync(string[] configurationArgs, string tenantId, string? prefix, CancellationToken ct);

    Task<VerbOutcome> ShowUserAsync(string[] configurationArgs, UserReference user, CancellationToken ct);

    Task<VerbOutcome> IssueEnrolmentPassAsync(string[] configurationArgs, UserReference user, CancellationToken ct);

    Task<VerbOutcome> RecoverAdminAsync(
        string[] configurationArgs,
        UserReference user,
        bool force,
        CancellationToken ct
    );

    /// <summary>Writes the events to <paramref name="output"/> as they are read.</summary>
    Task<VerbOutcome> ExportAuditAsync(
        string[] configurationArgs,
        AuditExport export,
        TextWriter output,
        CancellationToken ct
    );

    Task<VerbOutcome> MigrateAsync(string[] configurationArgs, CancellationToken ct);

    Task<VerbOutcome> UnlockAsync(string[] configurationArgs, UserReference user, CancellationToken ct);

    Task<VerbOutcome> ResetMfaAsync(string[] configurationArgs, UserReference user, CancellationToken ct);
}
