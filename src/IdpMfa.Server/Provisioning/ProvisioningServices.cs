using IdpMfa.Server.Provisioning.Applying;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IdpMfa.Server.Provisioning;

/// <summary>Registers the provisioning run; database, Identity, engine and Core come from the host.</summary>
internal static class ProvisioningServices
{
    public static IServiceCollection AddProvisioning(this IServiceCollection services)
    {
        services.TryAddScoped<TenantApplier>();
        services.TryAddScoped<FactorApplier>();
        services.TryAddScoped<UserPreparation>();
        services.TryAddScoped<UserApplier>();
        services.TryAddScoped<UserOverwriter>();
        services.TryAddScoped<ScopeApplier>();
        services.TryAddScoped<ClientApplier>();
        services.TryAddScoped<ProvisioningApplier>();
        services.TryAddScoped<ProvisioningRun>();
        return services;
    }
}
