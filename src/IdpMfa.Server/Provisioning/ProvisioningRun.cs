using IdpMfa.Server.Configuration;
using IdpMfa.Server.Data;
using IdpMfa.Server.Provisioning.Applying;
using IdpMfa.Server.Provisioning.Reading;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;

namespace IdpMfa.Server.Provisioning;

/// <summary>Reads a provisioning file and applies it, at start and on the command line.</summary>
internal sealed class ProvisioningRun(
    ServerDbContext db,
    IOpenIddictScopeManager scopes,
    ILookupNormalizer normalizer,
    ProvisioningApplier applier,
    IOptions<ServerOptions> options
)
{
    /// <param name="path">The file; relative to the working directory.</param>
    /// <param name="actor">Who does it, for the audit.</param>
    /// <param name="ct">Stops it; then nothing is applied.</param>
    public Task<ProvisioningOutcome> ApplyAsync(string path, string actor, CancellationToken ct) =>
        ApplyAsync(path, actor, overwrite: false, ct);

    /// <inheritdoc cref="ApplyAsync(string, string, CancellationToken)"/>
    public async Task<ProvisioningOutcome> ApplyAsync(string path, string actor, bool overwrite, CancellationToken ct)
    {
        switch (await ReadAsync(path, ct))
        {
            case ProvisioningReading.Refused refused:
                return new ProvisioningOutcome.Refused(refused.Problems);

            case ProvisioningReading.Usable usable:
                var warnings = ProvisioningWarnings.Find(usable.File, options.Value);
                return await applier.ApplyAsync(usable.File, actor, overwrite, ct) switch
                {
                    ProvisioningOutcome.Applied applied => applied with { Warnings = warnings },
                    var refused => refused,
                };

            default:
                throw new InvalidOperationException("A reading is usable or refused.");
        }
    }

    /// <summary>Reads a file and applies nothing.</summary>
    public async Task<ProvisioningReading> ReadAsync(string path, CancellationToken ct)
    {
        var fullPath = Path.GetFullPath(path);
        byte[] json;
        try
        {
            json = await File.ReadAllBytesAsync(fullPath, ct);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new ProvisioningReading.Refused([new ProvisioningProblem("file", WhyUnreadable(fullPath))]);
        }

        return ProvisioningReader.Read(json, await FindKnownNamesAsync(ct), normalizer);
    }

    private static string WhyUnreadable(string path) =>
        Directory.Exists(path) ? "is a folder; write the path of a JSON file"
        : File.Exists(path) ? "can't be read; check its permissions"
        : "is not there";

    private async Task<KnownNames> FindKnownNamesAsync(CancellationToken ct)
    {
        var tenants = await db.Set<Core.Tenants.Tenant>().Select(tenant => tenant.Id).ToListAsync(ct);
        var names = new List<string>();
        await foreach (var scope in scopes.ListAsync(cancellationToken: ct))
        {
            if (await scopes.GetNameAsync(scope, ct) is { } name)
            {
                names.Add(name);
            }
        }

        return new KnownNames(tenants, names);
    }
}
