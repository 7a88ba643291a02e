namespace IdpMfa.Server.Cli;

/// <summary>The verbs on the real host.</summary>
internal sealed class ServerVerbs : IServerVerbs
{
    public Task ServeAsync(string[] configurationArgs, CancellationToken ct) => throw new NotImplementedException();

    public Task<VerbOutcome> ApplyAsync(string[] configurationArgs, string file, CancellationToken ct) =>
        throw new NotImplementedException();

    public Task<VerbOutcome> MigrateAsync(string[] configurationArgs, CancellationToken ct) =>
        throw new NotImplementedException();

    public Task<VerbOutcome> UnlockAsync(string[] configurationArgs, UserReference user, CancellationToken ct) =>
        throw new NotImplementedException();

    public Task<VerbOutcome> ResetMfaAsync(string[] configurationArgs, UserReference user, CancellationToken ct) =>
        throw new NotImplementedException();
}
