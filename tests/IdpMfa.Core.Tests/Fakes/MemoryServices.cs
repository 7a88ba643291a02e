using IdpMfa.Core.Administration;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Clients;
using IdpMfa.Core.Leases;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;
using Microsoft.Extensions.DependencyInjection;

namespace IdpMfa.Core.Tests.Fakes;

/// <summary>Puts the fakes behind the ports.</summary>
internal static class MemoryServices
{
    public static IServiceCollection AddMemoryPorts(this IServiceCollection services) =>
        services
            .AddSingleton<MemoryStores>()
            .AddSingleton<MemoryUserDirectory>()
            .AddSingleton<MemoryEngine>()
            .AddSingleton<MemorySecretProtector>()
            .AddSingleton<IUserDirectory>(provider => provider.GetRequiredService<MemoryUserDirectory>())
            .AddSingleton<IUserRegister>(provider => provider.GetRequiredService<MemoryUserDirectory>())
            .AddSingleton<IProtocolEngine>(provider => provider.GetRequiredService<MemoryEngine>())
            .AddSingleton<ISecretProtector>(provider => provider.GetRequiredService<MemorySecretProtector>())
            .AddScoped<MemoryConnection>()
            .AddScoped<IUnitOfWork>(provider => provider.GetRequiredService<MemoryConnection>())
            .AddScoped<IAttemptStore, MemoryAttemptStore>()
            .AddScoped<ITotpCredentialStore, MemoryTotpCredentialStore>()
            .AddScoped<IRecoveryTokenStore, MemoryRecoveryTokenStore>()
            .AddScoped<IPendingSignInStore, MemoryPendingSignInStore>()
            .AddScoped<IEnrolmentPassStore, MemoryEnrolmentPassStore>()
            .AddScoped<ISessionStore, MemorySessionStore>()
            .AddScoped<IInteractionStore, MemoryInteractionStore>()
            .AddScoped<ISignInFactsStore, MemorySignInFactsStore>()
            .AddScoped<ITenantStore, MemoryTenantStore>()
            .AddScoped<IAuditLog, MemoryAuditLog>()
            .AddScoped<IAuditReader, MemoryAuditReader>()
            .AddScoped<IUserSecurityStore, MemoryUserSecurityStore>()
            .AddScoped<IAdminRecoveryStore, MemoryAdminRecoveryStore>()
            .AddScoped<IKeyCanaryStore, MemoryKeyCanaryStore>()
            .AddScoped<IMailOutbox, MemoryMailOutbox>()
            .AddScoped<IMailAllowanceStore, MemoryMailAllowanceStore>()
            .AddScoped<IMailLinkStore, MemoryMailLinkStore>()
            .AddScoped<IMailRequestStore, MemoryMailRequestStore>()
            .AddScoped<IDueMails, MemoryDueMails>()
            .AddScoped<ILeaseStore, MemoryLeaseStore>()
            .AddScoped<IKnownBrowserStore, MemoryKnownBrowserStore>()
            .AddSingleton<MemoryBrowser>()
            .AddSingleton<ICurrentBrowser>(provider => provider.GetRequiredService<MemoryBrowser>())
            .AddSingleton<MemoryMailTransport>()
            .AddSingleton<IMailTransport>(provider => provider.GetRequiredService<MemoryMailTransport>())
            .AddSingleton<IMailRenderer>(provider => provider.GetRequiredService<MemoryMailTransport>());
}
