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

    public Task<VerbOutcome> ApplyAsync(string[] configurationArgs, string file, CancellationToken ct) =>
        Record($"apply {file}", configurationArgs);

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
