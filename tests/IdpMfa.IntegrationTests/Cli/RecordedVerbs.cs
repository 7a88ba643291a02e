using IdpMfa.Server.Cli;

namespace IdpMfa.IntegrationTests.Cli;

/// <summary>Writes down which verb was reached, and answers or fails as it is told.</summary>
internal sealed class RecordedVerbs : IServerVerbs
{
    public List<string> Calls { get; } = [];

    public string[] Configuration { get; private set; } = [];

    public VerbOutcome Outcome { get; init; } = new VerbOutcome.Done(["done"], ["careful"]);

    public Exception? Failure { get; init; }

    public Task ServeAsync(string[] configurationArgs, CancellationToken ct) => Record("serve", configurationArgs);

    public Task<VerbOutcome> ApplyAsync(
        string[] configurationArgs,
        string file,
        bool overwrite,
        CancellationToken ct
    ) => Record($"apply {file}{(overwrite ? " over what is there" : "")}", configurationArgs);

    public Task<VerbOutcome> CheckAsync(string[] configurationArgs, CancellationToken ct) =>
        Record("check", configurationArgs);

    public Task<VerbOutcome> ListUsersAsync(
        string[] configurationArgs,
        string tenantId,
        string? prefix,
        CancellationToken ct
    ) => Record($"list {prefix ?? "all"} of {tenantId}", configurationArgs);

    public Task<VerbOutcome> ShowUserAsync(string[] configurationArgs, UserReference user, CancellationToken ct) =>
        Record($"show {user.LoginName} of {user.TenantId}", configurationArgs);

    public Task<VerbOutcome> IssueEnrolmentPassAsync(
        string[] configurationArgs,
        UserReference user,
        CancellationToken ct
    ) => Record($"enrolment-pass {user.LoginName} of {user.TenantId}", configurationArgs);

    public Task<VerbOutcome> RecoverAdminAsync(
        string[] configurationArgs,
        UserReference user,
        bool force,
        CancellationToken ct
    ) => Record($"recover {user.LoginName} of {user.TenantId}{(force ? " by force" : "")}", configurationArgs);

    public Task<VerbOutcome> ExportAuditAsync(
        string[] configurationArgs,
        AuditExport export,
        TextWriter output,
        CancellationToken ct
    ) => Record($"export {export}", configurationArgs);

    public Task<VerbOutcome> MigrateAsync(string[] configurationArgs, CancellationToken ct) =>
        Record("migrate", configurationArgs);

    public Task<VerbOutcome> UnlockAsync(string[] configurationArgs, UserReference user, CancellationToken ct) =>
        Record($"unlock {user.LoginName} of {user.TenantId}", configurationArgs);

    public Task<VerbOutcome> ResetMfaAsync(string[] configurationArgs, UserReference user, CancellationToken ct) =>
        Record($"reset-mfa {user.LoginName} of {user.TenantId}", configurationArgs);

    private Task<VerbOutcome> Record(string call, string[] configurationArgs)
    {
        Calls.Add(call);
        Configuration = configurationArgs;
        return Failure is null ? Task.FromResult(Outcome) : Task.FromException<VerbOutcome>(Failure);
    }
}
