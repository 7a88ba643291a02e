using IdpMfa.Core.Audit;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Totp;
using Microsoft.Extensions.Options;
using SessionOptions = IdpMfa.Core.Sessions.SessionOptions;

namespace IdpMfa.Server.Configuration;

/// <summary>Hands what was read to those who take it as options.</summary>
internal static class ServerConfigurationServices
{
    public static IServiceCollection AddServerConfiguration(
        this IServiceCollection services,
        ServerConfiguration configuration
    )
    {
        services.AddSingleton(configuration);
        services.AddSingleton(Options.Create(configuration.Server));
        services.Configure<LockoutOptions>(lockout =>
        {
            lockout.MaxFailedAttempts = configuration.Lockout.MaxFailedAttempts;
            lockout.FactorFailureCap = configuration.Lockout.FactorFailureCap;
        });
        services.Configure<TotpOptions>(totp => totp.DriftSteps = configuration.Totp.DriftSteps);
        services.Configure<RecoveryTokenOptions>(tokens => tokens.Count = configuration.RecoveryTokens.Count);
        services.Configure<SessionOptions>(session =>
        {
            session.Lifetime = configuration.Session.Lifetime;
            session.IdleTimeout = configuration.Session.IdleTimeout;
            session.FreshFor = configuration.Session.FreshFor;
        });
        services.Configure<AuditOptions>(audit => audit.Retention = configuration.Audit.Retention);
        return services;
    }
}
