using IdpMfa.Core.Audit;
using IdpMfa.Core.Tenants;
using IdpMfa.Server.Configuration;
using IdpMfa.Server.Data;
using IdpMfa.Server.Hosting;
using IdpMfa.Server.Provisioning;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.Server.Cli;

/// <summary>The verbs on the real host.</summary>
internal sealed class ServerVerbs : IServerVerbs
{
    // Standard output is for what was done, and what fails is told at the end. What the operator sets comes later and wins.
    private static readonly string[] _quietLog =
    [
        "--Logging:LogLevel:Default=Warning",
        "--Logging:LogLevel:Microsoft.AspNetCore.DataProtection=Error",
        "--Logging:LogLevel:Microsoft.EntityFrameworkCore=None",
    ];

    public async Task ServeAsync(string[] configurationArgs, CancellationToken ct)
    {
        await using var app = await ServerHost.BuildAsync(configurationArgs, KeepFailedStartOutOfLog, ct);
        try
        {
            await app.StartAsync(ct);
        }
        catch
        {
            // What had started already must end as at any stop, or it logs that it was cut off.
            await app.StopAsync(CancellationToken.None);
            throw;
        }

        await app.WaitForShutdownAsync(ct);
    }

    public Task<VerbOutcome> ApplyAsync(
        string[] configurationArgs,
        string file,
        bool overwrite,
        CancellationToken ct
    ) =>
        RunAsync(
            configurationArgs,
            async services =>
            {
                // As a start does, so that a file can be applied to a database that is not there yet.
                await using var turn = await services.GetRequiredService<IStartTurn>().TakeAsync(ct);
                await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(ct);
                return ToOutcome(
                    file,
                    await services
                        .GetRequiredService<ProvisioningRun>()
                        .ApplyAsync(file, UserVerbs.Actor, overwrite, ct),
                    services.GetRequiredService<ServerConfiguration>()
                );
            }
        );

    public Task<VerbOutcome> MigrateAsync(string[] configurationArgs, CancellationToken ct) =>
        RunAsync(
            configurationArgs,
            async services =>
            {
                await using var turn = await services.GetRequiredService<IStartTurn>().TakeAsync(ct);
                var migrations = await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(ct);
                return new VerbOutcome.Done(
                    [
                        .. migrations.Select(migration => $"applied {migration}"),
                        $"The database {services.GetRequiredService<ServerConfiguration>().Database.Place} is up to this version.",
                    ],
                    []
                );
            }
        );

    public Task<VerbOutcome> UnlockAsync(string[] configurationArgs, UserReference user, CancellationToken ct) =>
        RunOnUserAsync(configurationArgs, verbs => verbs.UnlockAsync(user, ct), ct);

    public Task<VerbOutcome> ResetMfaAsync(string[] configurationArgs, UserReference user, CancellationToken ct) =>
        RunOnUserAsync(configurationArgs, verbs => verbs.ResetMfaAsync(user, ct), ct);

    public Task<VerbOutcome> ListUsersAsync(
        string[] configurationArgs,
        string tenantId,
        string? prefix,
        CancellationToken ct
    ) => RunOnUserAsync(configurationArgs, verbs => verbs.ListAsync(tenantId, prefix, ct), ct);

    public Task<VerbOutcome> ShowUserAsync(string[] configurationArgs, UserReference user, CancellationToken ct) =>
        RunOnUserAsync(configurationArgs, verbs => verbs.ShowAsync(user, ct), ct);

    public Task<VerbOutcome> IssueEnrolmentPassAsync(
        string[] configurationArgs,
        UserReference user,
        CancellationToken ct
    ) => RunOnUserAsync(configurationArgs, verbs => verbs.IssueEnrolmentPassAsync(user, ct), ct);

    public Task<VerbOutcome> RecoverAdminAsync(
        string[] configurationArgs,
        UserReference user,
        bool force,
        CancellationToken ct
    ) =>
        RunMigratedAsync(
            configurationArgs,
            services =>
                services.GetRequiredService<ServerConfiguration>().Server.Issuer is { } issuer
                    ? CreateUserVerbs(services).RecoverAdminAsync(user, force, issuer, ct)
                    : Task.FromResult<VerbOutcome>(
                        new VerbOutcome.Refused(
                            $"{ConfigurationKeys.Issuer} is missing; write the public base URL of this server, which the link begins with"
                        )
                    ),
            ct
        );

    public Task<VerbOutcome> ExportAuditAsync(
        string[] configurationArgs,
        AuditExport export,
        TextWriter output,
        CancellationToken ct
    ) =>
        RunMigratedAsync(
            configurationArgs,
            async services =>
            {
                if (
                    export.TenantId is { } tenant
                    && await services.GetRequiredService<ITenantStore>().FindAsync(tenant, ct) is null
                )
                {
                    return new VerbOutcome.Refused($"There is no tenant '{tenant}'.");
                }

                var exporter = new AuditExporter(services.GetRequiredService<IAuditReader>());
                await exporter.WriteAsync(export, output, ct);
                return new VerbOutcome.Done([], []);
            },
            ct
        );

    public async Task<VerbOutcome> CheckAsync(string[] configurationArgs, CancellationToken ct)
    {
        await using var app = ServerHost.BuildForCheck([.. _quietLog, .. configurationArgs]);
        await using var scope = app.Services.CreateAsyncScope();
        return await ActivatorUtilities.CreateInstance<ServerCheck>(scope.ServiceProvider).RunAsync(ct);
    }

    // A start that fails is told in one message on standard error; the host would log its stack trace before. What stops a
    // running server is critical and stays.
    private static void KeepFailedStartOutOfLog(WebApplicationBuilder builder) =>
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);

    private static VerbOutcome ToOutcome(string file, ProvisioningOutcome outcome, ServerConfiguration configuration) =>
        outcome switch
        {
            ProvisioningOutcome.Applied { Changes: [] } applied => new VerbOutcome.Done(
                ["Everything is as the file says; nothing was changed."],
                [.. configuration.Warnings, .. applied.Warnings]
            ),
            ProvisioningOutcome.Applied applied => new VerbOutcome.Done(
                applied.Changes,
                [.. configuration.Warnings, .. applied.Warnings]
            ),
            ProvisioningOutcome.Refused refused => new VerbOutcome.Refused(
                ProvisioningRefusedException.ToMessage(file, refused.Problems)
            ),
            _ => throw new InvalidOperationException("A file is applied or refused."),
        };

    private static Task<VerbOutcome> RunOnUserAsync(
        string[] configurationArgs,
        Func<UserVerbs, Task<VerbOutcome>> run,
        CancellationToken ct
    ) => RunMigratedAsync(configurationArgs, services => run(CreateUserVerbs(services)), ct);

    private static Task<VerbOutcome> RunMigratedAsync(
        string[] configurationArgs,
        Func<IServiceProvider, Task<VerbOutcome>> run,
        CancellationToken ct
    ) =>
        RunAsync(
            configurationArgs,
            async services =>
            {
                // Not migrated here: a node of the version before may be running on it.
                var pending = await services
                    .GetRequiredService<ServerDbContext>()
                    .Database.GetPendingMigrationsAsync(ct);
                if (pending.Any())
                {
                    var place = services.GetRequiredService<ServerConfiguration>().Database.Place;
                    return new VerbOutcome.Refused(
                        $"The database {place} is not there or not up to this version; check ConnectionStrings:IdpMfa or run migrate."
                    );
                }

                return await run(services);
            }
        );

    private static UserVerbs CreateUserVerbs(IServiceProvider services) =>
        ActivatorUtilities.CreateInstance<UserVerbs>(services);

    private static async Task<VerbOutcome> RunAsync(
        string[] configurationArgs,
        Func<IServiceProvider, Task<VerbOutcome>> run
    )
    {
        await using var app = ServerHost.BuildForCommand([.. _quietLog, .. configurationArgs]);
        await using var scope = app.Services.CreateAsyncScope();
        return await run(scope.ServiceProvider);
    }
}
