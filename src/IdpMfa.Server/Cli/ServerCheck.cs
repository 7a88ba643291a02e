using System.Net.Sockets;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Users;
using IdpMfa.Server.Configuration;
using IdpMfa.Server.Data;
using IdpMfa.Server.Provisioning;
using IdpMfa.Server.Provisioning.Reading;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.Server.Cli;

/// <summary>Finds what a start would stumble over, and what is weak. Changes nothing.</summary>
/// <remarks>An invalid configuration never gets here: it is one message with every problem.</remarks>
internal sealed class ServerCheck(
    ServerConfiguration configuration,
    ServerDbContext db,
    KeyRingCheck keyRing,
    ProvisioningRun provisioning,
    IUserRegister users,
    TimeProvider clock
)
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CertificateWarning = TimeSpan.FromDays(30);

    private readonly List<string> _lines = [];
    private readonly List<string> _warnings = [];
    private readonly List<string> _errors = [];

    public async Task<VerbOutcome> RunAsync(CancellationToken ct)
    {
        _lines.Add($"ok: configuration, issuer {configuration.Server.Issuer}");
        _warnings.AddRange(configuration.Warnings);
        FindWeakSettings();
        FindCertificateProblems();
        if (await IsDatabaseReadyAsync(ct))
        {
            await CheckKeyRingAsync(ct);
            await CheckTenantsAsync(ct);
        }

        await CheckMailAsync(ct);
        await CheckProvisioningAsync(ct);

        return _errors.Count == 0
            ? new VerbOutcome.Done(_lines, _warnings)
            : new VerbOutcome.Refused(
                string.Join(
                    Environment.NewLine,
                    [
                        .. _errors.Select(error => $"error: {error}"),
                        .. _warnings.Select(warning => $"warning: {warning}"),
                        .. _lines,
                    ]
                )
            );
    }

    private void FindWeakSettings()
    {
        if (configuration.Lockout.MaxFailedAttempts > 10)
        {
            _warnings.Add(
                $"{ConfigurationKeys.MaxFailedAttempts} is {configuration.Lockout.MaxFailedAttempts}: a thief of a password has as "
                    + "many guesses at the code for each lock"
            );
        }

        if (!configuration.Server.RateLimiting.Enabled)
        {
            _warnings.Add($"{ConfigurationKeys.RateLimitingEnabled} is false: nothing slows a flood of attempts down");
        }
    }

    private void FindCertificateProblems()
    {
        if (configuration.KeyCertificate is not { } certificate)
        {
            return;
        }

        var now = clock.GetUtcNow();
        if (certificate.NotAfter.ToUniversalTime() < now + CertificateWarning)
        {
            // It goes on decrypting: nothing checks the date of a key ring's certificate but people.
            _warnings.Add(
                $"{ConfigurationKeys.KeyCertificatePath} ends on {certificate.NotAfter:yyyy-MM-dd}; plan a new one"
            );
        }
        else
        {
            _lines.Add("ok: certificate of the key ring");
        }
    }

    private async Task<bool> IsDatabaseReadyAsync(CancellationToken ct)
    {
        var place = configuration.Database.Place;
        // Opening it would make it.
        if (configuration.Database.File is { } file && !File.Exists(file))
        {
            _warnings.Add($"the database {place} is not there yet; serve and migrate make it");
            return false;
        }

        try
        {
            var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
            if (pending.Count > 0)
            {
                _warnings.Add($"the database {place} is not up to this version; serve and migrate bring it there");
                return false;
            }

            _lines.Add($"ok: database {place}");
            return true;
        }
        catch (System.Data.Common.DbException exception)
        {
            _errors.Add(FailureWords.Of(exception));
            return false;
        }
    }

    private async Task CheckKeyRingAsync(CancellationToken ct)
    {
        switch (await keyRing.CheckAsync(ct))
        {
            case KeyRingState.DoesNotFit:
                _errors.Add(KeyRingUnusableException.Words(configuration.KeyCertificate is not null));
                break;

            case KeyRingState.Unknown:
                _warnings.Add("the key ring was never tried on this database; the first start does it");
                break;

            default:
                _lines.Add("ok: key ring");
                break;
        }
    }

    private async Task CheckTenantsAsync(CancellationToken ct)
    {
        foreach (var tenant in await db.Set<Tenant>().AsNoTracking().OrderBy(tenant => tenant.Id).ToListAsync(ct))
        {
            if ((await users.ListActiveAdminsAsync(tenant.Id, ct)).Count == 0)
            {
                _warnings.Add($"tenant '{tenant.Id}' has no administrator who can sign in");
            }

            if (tenant.EnrolmentProof == EnrolmentProof.None)
            {
                _warnings.Add(
                    $"tenant '{tenant.Id}': enrolmentProof is none: who steals a password before MFA is set up can set it up"
                );
            }
        }
    }

    private async Task CheckMailAsync(CancellationToken ct)
    {
        var smtp = configuration.Server.Smtp;
        if (smtp.Host is not { } host)
        {
            _warnings.Add(
                $"{ConfigurationKeys.SmtpHost} is not set: mails stay as files in {configuration.Server.Mail.PickupDirectory}"
            );
            return;
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(ConnectTimeout);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, smtp.Port, timeout.Token);
            _lines.Add($"ok: mail server {host}:{smtp.Port} answers");
        }
        catch (Exception exception)
            when (exception is SocketException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            _errors.Add(
                $"the mail server {host}:{smtp.Port} can't be reached; check {ConfigurationKeys.SmtpHost} and "
                    + $"{ConfigurationKeys.SmtpPort}. Mails wait until it can"
            );
        }
    }

    private async Task CheckProvisioningAsync(CancellationToken ct)
    {
        if (configuration.Server.Provisioning is not { } file)
        {
            return;
        }

        try
        {
            switch (await provisioning.ReadAsync(file, ct))
            {
                case ProvisioningReading.Refused refused:
                    _errors.Add(ProvisioningRefusedException.ToMessage(file, refused.Problems));
                    break;

                case ProvisioningReading.Usable usable:
                    _lines.Add($"ok: provisioning file {file}");
                    _warnings.AddRange(ProvisioningWarnings.Find(usable.File, configuration.Server));
                    _warnings.AddRange(ShortSecrets.Find(usable.File));
                    break;
            }
        }
        catch (System.Data.Common.DbException)
        {
            // What the file refers to is in a database that has been found missing above.
            _warnings.Add($"{file} could not be checked without the database");
        }
    }
}
