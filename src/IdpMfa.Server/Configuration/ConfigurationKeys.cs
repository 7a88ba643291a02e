namespace IdpMfa.Server.Configuration;

/// <summary>Every key that the server knows.</summary>
internal static class ConfigurationKeys
{
    public const string Root = "IdpMfa";
    public const string ConnectionString = "ConnectionStrings:IdpMfa";

    public const string Issuer = "IdpMfa:Issuer";
    public const string AllowInsecureHttp = "IdpMfa:AllowInsecureHttp";
    public const string TrustedProxies = "IdpMfa:TrustedProxies";
    public const string DatabaseProvider = "IdpMfa:Database:Provider";
    public const string Provisioning = "IdpMfa:Provisioning";
    public const string SmtpHost = "IdpMfa:Smtp:Host";
    public const string SmtpPort = "IdpMfa:Smtp:Port";
    public const string SmtpFrom = "IdpMfa:Smtp:From";
    public const string SmtpUserName = "IdpMfa:Smtp:UserName";
    public const string SmtpPassword = "IdpMfa:Smtp:Password";
    public const string SmtpSecurity = "IdpMfa:Smtp:Security";
    public const string MailPickupDirectory = "IdpMfa:Mail:PickupDirectory";
    public const string KeyCertificatePath = "IdpMfa:Keys:CertificatePath";
    public const string KeyCertificatePassword = "IdpMfa:Keys:CertificatePassword";
    public const string MaxFailedAttempts = "IdpMfa:Lockout:MaxFailedAttempts";
    public const string FactorFailureCap = "IdpMfa:Lockout:FactorFailureCap";
    public const string TotpDriftSteps = "IdpMfa:Totp:DriftSteps";
    public const string RecoveryTokenCount = "IdpMfa:RecoveryTokens:Count";
    public const string SessionLifetime = "IdpMfa:Session:Lifetime";
    public const string SessionIdleTimeout = "IdpMfa:Session:IdleTimeout";
    public const string SessionFreshFor = "IdpMfa:Session:FreshFor";
    public const string AuditRetention = "IdpMfa:Audit:Retention";
    public const string NativeGrantsEnabled = "IdpMfa:NativeGrants:Enabled";
    public const string RateLimitingEnabled = "IdpMfa:RateLimiting:Enabled";
    public const string BackchannelLogoutAllowPrivateAddresses = "IdpMfa:BackchannelLogout:AllowPrivateAddresses";
    public const string ThemesPath = "IdpMfa:Themes:Path";

    /// <summary>Names, order and aliases of the levels: any key below it is accepted.</summary>
    public const string Acr = "IdpMfa:Acr";

    public static IReadOnlyList<string> All { get; } =
    [
        Issuer,
        AllowInsecureHttp,
        TrustedProxies,
        DatabaseProvider,
        Provisioning,
        SmtpHost,
        SmtpPort,
        SmtpFrom,
        SmtpUserName,
        SmtpPassword,
        SmtpSecurity,
        MailPickupDirectory,
        KeyCertificatePath,
        KeyCertificatePassword,
        MaxFailedAttempts,
        FactorFailureCap,
        TotpDriftSteps,
        RecoveryTokenCount,
        SessionLifetime,
        SessionIdleTimeout,
        SessionFreshFor,
        AuditRetention,
        NativeGrantsEnabled,
        RateLimitingEnabled,
        BackchannelLogoutAllowPrivateAddresses,
        ThemesPath,
    ];
}
