using System.CommandLine;

namespace IdpMfa.Server.Cli;

/// <summary>The verbs, their options, and what they print.</summary>
internal sealed class VerbTree(IServerVerbs verbs, string[] configuration, TextWriter output, TextWriter error)
{
    private const string ConfigurationHint =
        "Configuration goes with every verb: --urls X, --environment X and --Section:Key VALUE, "
        + "for example --IdpMfa:Issuer https://login.example.com.";

    public RootCommand Build()
    {
        var root = new RootCommand(
            "IdpMfa, an identity provider with an MFA step. No verb means serve. " + ConfigurationHint
        )
        {
            Serve(),
            Apply(),
            Migrate(),
            new Command("users", "Helps single users.")
            {
                ForUser("unlock", "Lifts a user's lock; password and factor stay what they are.", verbs.UnlockAsync),
                ForUser(
                    "reset-mfa",
                    "Removes a user's factors and recovery tokens, for a lost phone; the next sign-in leads to set-up.",
                    verbs.ResetMfaAsync
                ),
            },
        };
        root.SetAction((_, ct) => ServeAsync(ct));
        return root;
    }

    private Command Serve()
    {
        var serve = new Command("serve", "Runs the server; migrates and provisions by itself. " + ConfigurationHint);
        serve.SetAction((_, ct) => ServeAsync(ct));
        return serve;
    }

    private Command Apply()
    {
        var file = new Argument<string>("FILE") { Description = "A provisioning file (JSON)." };
        var apply = new Command(
            "apply",
            "Applies a provisioning file: creates what is missing, updates clients, scopes, and names and themes of tenants."
        )
        {
            file,
        };
        apply.SetAction((parsed, ct) => RunAsync(verbs.ApplyAsync(configuration, parsed.GetRequiredValue(file), ct)));
        return apply;
    }

    private Command Migrate()
    {
        var migrate = new Command("migrate", "Brings the database up to this version.");
        migrate.SetAction((_, ct) => RunAsync(verbs.MigrateAsync(configuration, ct)));
        return migrate;
    }

    private Command ForUser(
        string name,
        string description,
        Func<string[], UserReference, CancellationToken, Task<VerbOutcome>> run
    )
    {
        var tenant = new Option<string>("--tenant") { Description = "The user's tenant.", Required = true };
        var user = new Option<string>("--user")
        {
            Description = "User name or confirmed mail address.",
            Required = true,
        };
        var command = new Command(name, description) { tenant, user };
        command.SetAction(
            (parsed, ct) =>
                RunAsync(run(configuration, new(parsed.GetRequiredValue(tenant), parsed.GetRequiredValue(user)), ct))
        );
        return command;
    }

    private async Task<int> ServeAsync(CancellationToken ct)
    {
        await verbs.ServeAsync(configuration, ct);
        return ExitCode.Done;
    }

    private async Task<int> RunAsync(Task<VerbOutcome> running)
    {
        switch (await running)
        {
            case VerbOutcome.Done done:
                foreach (var warning in done.Warnings)
                {
                    await error.WriteLineAsync($"warning: {warning}");
                }

                foreach (var line in done.Lines)
                {
                    await output.WriteLineAsync(line);
                }

                return ExitCode.Done;

            case VerbOutcome.Refused refused:
                await error.WriteLineAsync(refused.Message);
                return ExitCode.Refused;

            default:
                throw new InvalidOperationException("A verb is done or refused.");
        }
    }
}
