using System.Net.Mail;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Totp;
using IdpMfa.Server.Configuration.Sections;
using SessionOptions = IdpMfa.Core.Sessions.SessionOptions;

namespace IdpMfa.Server.Configuration;

/// <summary>Reads the configuration once; every problem is collected before anything is said.</summary>
internal sealed class ServerConfigurationReader
{
    private readonly IConfiguration _configuration;
    private readonly IHostEnvironment _environment;
    private readonly bool _isServing;
    private readonly List<string> _problems = [];
    private readonly SettingReader _settings;

    public ServerConfigurationReader(IConfiguration configuration, IHostEnvironment environment, bool isServing)
    {
        _configuration = configuration;
        _environment = environment;
        _isServing = isServing;
        _settings = new SettingReader(configuration, _problems);
    }

    public ServerConfiguration Read()
    {
        _problems.AddRange(UnknownKeys.Find(_configuration));

        var server = new ServerOptions();
        ReadIssuer(server);
        ReadTrustedProxies(server);
        server.Provisioning = ReadProvisioning();
        ReadSmtp(server.Smtp);
        ReadFolders(server);
        server.NativeGrants.Enabled = _settings.Flag(ConfigurationKeys.NativeGrantsEnabled) ?? false;
        server.RateLimiting.Enabled = _settings.Flag(ConfigurationKeys.RateLimitingEnabled) ?? true;
        server.BackchannelLogout.AllowPrivateAddresses =
            _settings.Flag(ConfigurationKeys.BackchannelLogoutAllowPrivateAddresses) ?? false;

        var lockout = ReadLockout();
        var totp = new TotpOptions { DriftSteps = _settings.Whole(ConfigurationKeys.TotpDriftSteps) ?? 1 };
        var tokens = new RecoveryTokenOptions { Count = _settings.Whole(ConfigurationKeys.RecoveryTokenCount) ?? 1 };
        var session = ReadSession();
        var audit = new AuditOptions();
        audit.Retention = _settings.Duration(ConfigurationKeys.AuditRetention) ?? audit.Retention;
        _problems.AddRange(CoreRules.FindProblems(lockout, totp, tokens, session, audit));

        var database = DatabaseReader.Read(_settings, server.Database, _problems);
        var certificate = KeyCertificateReader.Read(_settings, server.Keys, _problems);

        if (_problems.Count > 0)
        {
            certificate?.Dispose();
            throw new InvalidConfigurationException(_problems);
        }

        return new ServerConfiguration
        {
            Server = server,
            Lockout = lockout,
            Totp = totp,
            RecoveryTokens = tokens,
            Session = session,
            Audit = audit,
            Database = database,
            KeyCertificate = certificate,
            Warnings = ConfigurationWarnings.Find(_settings, server),
        };
    }

    private void ReadIssuer(ServerOptions server)
    {
        var allowsHttp = _settings.Flag(ConfigurationKeys.AllowInsecureHttp);
        var text = _settings.Text(ConfigurationKeys.Issuer) ?? FindIssuerInUrls();
        if (text is null)
        {
            return;
        }

        if (!IssuerText.TryParse(text, out var issuer, out var problem))
        {
            _problems.Add($"{ConfigurationKeys.Issuer} {problem}");
            return;
        }

        server.Issuer = issuer;
        server.AllowInsecureHttp = allowsHttp ?? (_environment.IsDevelopment() && issuer.IsLoopback);
        if (issuer.Scheme == Uri.UriSchemeHttp && !server.AllowInsecureHttp)
        {
            _problems.Add(
                $"{ConfigurationKeys.Issuer} '{text}' is http, over which passwords travel readable; write https://…, "
                    + $"or for a test set {ConfigurationKeys.AllowInsecureHttp} to true"
            );
        }
    }

    private string? FindIssuerInUrls()
    {
        if (!_isServing)
        {
            return null;
        }

        var urls = ListenAddresses.Read(_configuration);
        var problems = urls.Select(ListenAddresses.FindProblem).OfType<string>().ToList();
        _problems.AddRange(problems);

        const string write = "write the public base URL of this server, for example https://login.example.com";
        if (!_environment.IsDevelopment())
        {
            _problems.Add($"{ConfigurationKeys.Issuer} is missing; {write}");
            return null;
        }

        if (problems.Count > 0)
        {
            return null;
        }

        if (ListenAddresses.FindIssuer(urls, out var reason) is { } issuer)
        {
            return issuer;
        }

        _problems.Add($"{ConfigurationKeys.Issuer} is missing, and {reason}; {write}");
        return null;
    }

    private void ReadTrustedProxies(ServerOptions server)
    {
        var proxies = new List<System.Net.IPNetwork>();
        foreach (var text in _settings.List(ConfigurationKeys.TrustedProxies))
        {
            if (TrustedProxyReader.TryRead(text, out var network, out var problem))
            {
                proxies.Add(network);
            }
            else
            {
                _problems.Add($"{ConfigurationKeys.TrustedProxies}: {problem}");
            }
        }

        server.TrustedProxies = proxies;
    }

    private string? ReadProvisioning()
    {
        if (_settings.Text(ConfigurationKeys.Provisioning) is not { } path)
        {
            return null;
        }

        var file = Path.GetFullPath(path);
        if (_isServing && !File.Exists(file))
        {
            _problems.Add($"{ConfigurationKeys.Provisioning}: there is no file {file}");
        }

        return file;
    }

    private void ReadSmtp(SmtpOptions smtp)
    {
        smtp.Host = _settings.Text(ConfigurationKeys.SmtpHost)?.Trim();
        smtp.From = _settings.Text(ConfigurationKeys.SmtpFrom)?.Trim();
        smtp.UserName = _settings.Text(ConfigurationKeys.SmtpUserName);
        smtp.Password = _settings.Text(ConfigurationKeys.SmtpPassword);
        smtp.Security = _settings.Choice<SmtpSecurity>(ConfigurationKeys.SmtpSecurity) ?? SmtpSecurity.StartTls;
        smtp.Port = _settings.Whole(ConfigurationKeys.SmtpPort) ?? DefaultPort(smtp.Security);

        if (smtp.Host is not null && Uri.CheckHostName(smtp.Host) == UriHostNameType.Unknown)
        {
            _problems.Add($"{ConfigurationKeys.SmtpHost} is '{smtp.Host}'; write a host name or address without port");
        }

        if (smtp.Port is < 1 or > 65535)
        {
            _problems.Add($"{ConfigurationKeys.SmtpPort} must be between 1 and 65535");
        }

        if (smtp.From is not null && !MailAddress.TryCreate(smtp.From, out _))
        {
            _problems.Add($"{ConfigurationKeys.SmtpFrom} is '{smtp.From}'; write a mail address");
        }

        if (smtp.Host is not null && smtp.From is null)
        {
            _problems.Add(
                $"{ConfigurationKeys.SmtpFrom} is missing; with {ConfigurationKeys.SmtpHost}, write the address that mails come from"
            );
        }

        if (smtp.UserName is null != smtp.Password is null)
        {
            _problems.Add(
                $"{ConfigurationKeys.SmtpUserName} and {ConfigurationKeys.SmtpPassword} go together; write both or neither"
            );
        }
    }

    private static int DefaultPort(SmtpSecurity security) =>
        security switch
        {
            SmtpSecurity.Tls => 465,
            SmtpSecurity.StartTls => 587,
            _ => 25,
        };

    private void ReadFolders(ServerOptions server)
    {
        if (_settings.Text(ConfigurationKeys.MailPickupDirectory) is { } mail)
        {
            server.Mail.PickupDirectory = Path.GetFullPath(mail);
        }

        if (_settings.Text(ConfigurationKeys.ThemesPath) is not { } themes)
        {
            return;
        }

        // As its default, a relative path starts at the binary: themes are part of the program, not of the working directory.
        server.Themes.Path = Path.GetFullPath(themes, AppContext.BaseDirectory);
        if (!Directory.Exists(server.Themes.Path))
        {
            _problems.Add($"{ConfigurationKeys.ThemesPath}: there is no folder {server.Themes.Path}");
        }
    }

    private LockoutOptions ReadLockout()
    {
        var lockout = new LockoutOptions();
        lockout.MaxFailedAttempts = _settings.Whole(ConfigurationKeys.MaxFailedAttempts) ?? lockout.MaxFailedAttempts;
        lockout.FactorFailureCap = _settings.Whole(ConfigurationKeys.FactorFailureCap) ?? lockout.FactorFailureCap;
        return lockout;
    }

    private SessionOptions ReadSession()
    {
        var session = new SessionOptions();
        session.Lifetime = _settings.Duration(ConfigurationKeys.SessionLifetime) ?? session.Lifetime;
        session.IdleTimeout = _settings.Duration(ConfigurationKeys.SessionIdleTimeout) ?? session.IdleTimeout;
        session.FreshFor = _settings.Duration(ConfigurationKeys.SessionFreshFor) ?? session.FreshFor;
        return session;
    }
}
