using System.Security.Cryptography;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Users;
using IdpMfa.Server.Configuration;
using IdpMfa.Server.Data;
using IdpMfa.Server.Data.SigningKeys;
using IdpMfa.Server.Provisioning;
using Microsoft.Extensions.Options;
using OpenIddict.Server;

namespace IdpMfa.Server.Hosting;

/// <summary>What happens before the first request is taken: migrate, load keys, provision, warm up.</summary>
internal sealed partial class ServerStart(
    ServerConfiguration configuration,
    IStartTurn startTurn,
    DatabaseMigrator migrator,
    KeyRingCheck keyRing,
    SigningKeyLoader keys,
    ProvisioningRun provisioning,
    ITenantStore tenants,
    IUserDirectory users,
    ISecretProtector protector,
    IOptions<OpenIddictServerOptions> engine,
    ILogger<ServerStart> logger
)
{
    private const string Actor = "start";

    public async Task RunAsync(CancellationToken ct)
    {
        LogPlaces(
            logger,
            configuration.Server.Issuer!,
            configuration.Database.Place,
            configuration.Server.Smtp.Host ?? configuration.Server.Mail.PickupDirectory
        );
        foreach (var warning in configuration.Warnings)
        {
            LogWarning(logger, warning);
        }

        await using var turn = await startTurn.TakeAsync(ct);
        foreach (var migration in await migrator.MigrateAsync(ct))
        {
            LogMigrated(logger, migration);
        }

        await LoadKeysAsync(ct);
        await ProvisionAsync(ct);
        await WarmUpAsync(ct);
    }

    /// <summary>A ring that is not this database's stops the start, before it makes keys of its own.</summary>
    private async Task LoadKeysAsync(CancellationToken ct)
    {
        var state = await keyRing.CheckAsync(ct);
        if (state == KeyRingState.DoesNotFit)
        {
            throw new KeyRingUnusableException(
                KeyRingUnusableException.Words(configuration.KeyCertificate is not null)
            );
        }

        try
        {
            await keys.LoadAsync(ct);
        }
        catch (CryptographicException exception)
        {
            throw new KeyRingUnusableException(
                KeyRingUnusableException.Words(configuration.KeyCertificate is not null),
                exception
            );
        }

        // A database of an earlier version has none; its signing keys have just been decrypted.
        if (state == KeyRingState.Unknown)
        {
            await keyRing.PlantAsync(ct);
        }
    }

    private async Task ProvisionAsync(CancellationToken ct)
    {
        if (configuration.Server.Provisioning is { } file)
        {
            switch (await provisioning.ApplyAsync(file, Actor, ct))
            {
                case ProvisioningOutcome.Refused refused:
                    throw new ProvisioningRefusedException(file, refused.Problems);

                case ProvisioningOutcome.Applied applied:
                    Report(applied);
                    break;
            }
        }

        if (!await tenants.AnyAsync(ct))
        {
            LogNoTenant(logger);
        }
    }

    private void Report(ProvisioningOutcome.Applied applied)
    {
        foreach (var change in applied.Changes)
        {
            LogProvisioned(logger, change);
        }

        foreach (var warning in applied.Warnings)
        {
            LogWarning(logger, warning);
        }
    }

    /// <summary>What the first sign-in would otherwise wait for; and a key ring that can't be used stops the start.</summary>
    private async Task WarmUpAsync(CancellationToken ct)
    {
        var somebody = UserId.From("(warm-up)");
        var secret = protector.Protect(SecretPurpose.TotpKey, somebody, [1]);
        if (protector.TryUnprotect(SecretPurpose.TotpKey, somebody, secret) is null)
        {
            throw new InvalidOperationException("The key ring can't decrypt what it encrypted.");
        }

        await users.FindByLoginNameAsync("(warm-up)", ct);
        await users.VerifyPasswordAsync(null, "(warm-up)", ct);
        _ = engine.Value;
    }

    [LoggerMessage(1, LogLevel.Information, "Issuer {Issuer}, database {Database}, mails {Mails}")]
    private static partial void LogPlaces(ILogger logger, Uri issuer, string database, string mails);

    [LoggerMessage(2, LogLevel.Warning, "{Warning}")]
    private static partial void LogWarning(ILogger logger, string warning);

    [LoggerMessage(3, LogLevel.Information, "Database migrated: {Migration}")]
    private static partial void LogMigrated(ILogger logger, string migration);

    [LoggerMessage(4, LogLevel.Information, "Provisioned: {Change}")]
    private static partial void LogProvisioned(ILogger logger, string change);

    [LoggerMessage(
        5,
        LogLevel.Warning,
        "There is no tenant yet, so nobody can sign in: set IdpMfa:Provisioning to a provisioning file."
    )]
    private static partial void LogNoTenant(ILogger logger);
}
