using IdpMfa.Core;
using IdpMfa.Core.Administration;
using IdpMfa.Core.Audit;
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
using IdpMfa.EntityFrameworkCore.Background;
using IdpMfa.EntityFrameworkCore.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace IdpMfa.EntityFrameworkCore;

/// <summary>Registers the stores on a host's context, whose model calls <see cref="IdpMfaModelBuilderExtensions.UseIdpMfa"/>.</summary>
public static class EntityFrameworkCoreServices
{
    /// <summary>Safe to call twice.</summary>
    public static IServiceCollection AddIdpMfaEntityFrameworkStores<TContext>(this IServiceCollection services)
        where TContext : DbContext
    {
        services.TryAddScoped<IUnitOfWork, EfUnitOfWork<TContext>>();
        services.TryAddScoped<IAttemptStore, EfAttemptStore<TContext>>();
        services.TryAddScoped<ITotpCredentialStore, EfTotpCredentialStore<TContext>>();
        services.TryAddScoped<IRecoveryTokenStore, EfRecoveryTokenStore<TContext>>();
        services.TryAddScoped<IInteractionStore, EfInteractionStore<TContext>>();
        services.TryAddScoped<IPendingSignInStore, EfPendingSignInStore<TContext>>();
        services.TryAddScoped<IEnrolmentPassStore, EfEnrolmentPassStore<TContext>>();
        services.TryAddScoped<ISessionStore, EfSessionStore<TContext>>();
        services.TryAddScoped<ITenantStore, EfTenantStore<TContext>>();
        services.TryAddScoped<ISignInFactsStore, EfSignInFactsStore<TContext>>();
        services.TryAddScoped<IAuditLog, EfAuditLog<TContext>>();
        services.TryAddScoped<IAuditReader, EfAuditReader<TContext>>();
        services.TryAddScoped<IUserSecurityStore, EfUserSecurityStore<TContext>>();
        services.TryAddScoped<IAdminRecoveryStore, EfAdminRecoveryStore<TContext>>();
        services.TryAddScoped<IKeyCanaryStore, EfKeyCanaryStore<TContext>>();
        services.TryAddScoped<IMailOutbox, EfMailOutbox<TContext>>();
        services.TryAddScoped<IDueMails, EfDueMails<TContext>>();
        services.TryAddScoped<IMailLinkStore, EfMailLinkStore<TContext>>();
        services.TryAddScoped<IMailRequestStore, EfMailRequestStore<TContext>>();
        services.TryAddScoped<IKnownBrowserStore, EfKnownBrowserStore<TContext>>();
        services.TryAddScoped<ILeaseStore, EfLeaseStore<TContext>>();
        services.TryAddSingleton<LeasedTurns>();
        services.TryAddSingleton<OutboxSignal>();
        services.TryAddScoped<IMailAllowanceStore, EfMailAllowanceStore<TContext>>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PruningWorker<TContext>>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, OutboxWorker>());
        return services;
    }
}
