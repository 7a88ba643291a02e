using System.CommandLine;
using System.Globalization;

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
            Check(),
            RecoverAdmin(),
            new Command("audit", "The log of security decisions.") { ExportAudit() },
            new Command("users", "Helps single users.")
            {
                ListUsers(),
                ForUser("show", "Shows the state of a user's sign-in; never a secret.", verbs.ShowUserAsync),
                ForUser(
                    "enrolment-pass",
                    "Makes a pass that lets a user without MFA set it up without a mailed code: once, within 15 minutes.",
                    verbs.IssueEnrolmentPassAsync
                ),
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
        var overwrite = new Option<bool>("--overwrite")
        {
            Description =
                "Also changes users who are there and tenants' mfa, as far as the file speaks of them, prints and audits each "
                + "change, and ends the sessions of the users it touched. What the file lacks is left alone.",
        };
        var apply = new Command(
            "apply",
            "Applies a provisioning file: creates what is missing, updates clients, scopes, and names and themes of tenants."
        )
        {
            file,
            overwrite,
        };
        apply.SetAction(
            (parsed, ct) =>
                RunAsync(verbs.ApplyAsync(configuration, parsed.GetRequiredValue(file), parsed.GetValue(overwrite), ct))
        );
        return apply;
    }

    private Command Migrate()
    {
        var migrate = new Command("migrate", "Brings the database up to this version.");
        migrate.SetAction((_, ct) => RunAsync(verbs.MigrateAsync(configuration, ct)));
        return migrate;
    }

    private Command Check()
    {
        var check = new Command(
            "check",
            "Lists what a start would stumble over, and what is weak: configuration, database, key ring, certificate, mail, "
                + "provisioning file. Changes nothing; exits 1 if there is an error."
        );
        check.SetAction((_, ct) => RunAsync(verbs.CheckAsync(configuration, ct)));
        return check;
    }

    private Command RecoverAdmin()
    {
        var (tenant, user) = UserOptions();
        var force = new Option<bool>("--force") { Description = "Also where another administrator could act." };
        var recover = new Command(
            "recover-admin",
            "For the only administrator without a phone: prints a link that works once, for 15 minutes, together with the "
                + "password, and leads to set-up. All administrators of the tenant are told by mail."
        )
        {
            tenant,
            user,
            force,
        };
        recover.SetAction(
            (parsed, ct) =>
                RunAsync(
                    verbs.RecoverAdminAsync(
                        configuration,
                        new(parsed.GetRequiredValue(tenant), parsed.GetRequiredValue(user)),
                        parsed.GetValue(force),
                        ct
                    )
                )
        );
        return recover;
    }

    private Command ExportAudit()
    {
        var format = new Option<AuditExportFormat>("--format") { Description = "csv or jsonl.", Required = true };
        var tenant = new Option<string?>("--tenant") { Description = "Only events of this tenant." };
        var from = MomentOption(
            "--from",
            "Only events at this time or later, for example 2026-12-31 or 2026-12-31T08:00:00Z."
        );
        var to = MomentOption("--to", "Only events before this time.");
        var export = new Command("export", "Writes the audit log to standard output, oldest first.")
        {
            format,
            tenant,
            from,
            to,
        };
        export.SetAction(
            (parsed, ct) =>
                RunAsync(
                    verbs.ExportAuditAsync(
                        configuration,
                        new AuditExport(
                            parsed.GetRequiredValue(format),
                            parsed.GetValue(tenant),
                            parsed.GetValue(from),
                            parsed.GetValue(to)
                        ),
                        output,
                        ct
                    )
                )
        );
        return export;
    }

    private Command ListUsers()
    {
        var tenant = new Option<string>("--tenant") { Description = "The tenant.", Required = true };
        var prefix = new Option<string?>("--prefix") { Description = "The beginning of user names or mail addresses." };
        var list = new Command("list", "Lists the users of a tenant with the state of their MFA, a line each.")
        {
            tenant,
            prefix,
        };
        list.SetAction(
            (parsed, ct) =>
                RunAsync(
                    verbs.ListUsersAsync(configuration, parsed.GetRequiredValue(tenant), parsed.GetValue(prefix), ct)
                )
        );
        return list;
    }

    /// <summary>Without an offset a time is UTC.</summary>
    private static Option<DateTimeOffset?> MomentOption(string name, string description) =>
        new(name)
        {
            Description = description,
            CustomParser = result =>
            {
                if (
                    DateTimeOffset.TryParse(
                        result.Tokens[0].Value,
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.AssumeUniversal,
                        out var moment
                    )
                )
                {
                    return moment;
                }

                result.AddError($"{name} is no time; write 2026-12-31 or 2026-12-31T08:00:00Z.");
                return null;
            },
        };

    private static (Option<string> Tenant, Option<string> User) UserOptions() =>
        (
            new Option<string>("--tenant") { Description = "The user's tenant.", Required = true },
            new Option<string>("--user") { Description = "User name or confirmed mail address.", Required = true }
        );

    private Command ForUser(
        string name,
        string description,
        Func<string[], UserReference, CancellationToken, Task<VerbOutcome>> run
    )
    {
        var (tenant, user) = UserOptions();
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
