using IdpMfa.Core.Lockout;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.Totp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IdpMfa.Core.Tests;

public sealed class CoreServicesTests
{
    [Fact]
    public void Registering_twice_registers_once()
    {
        var once = new ServiceCollection().AddIdpMfaCore();
        var twice = new ServiceCollection().AddIdpMfaCore().AddIdpMfaCore();

        Assert.Equal(Registered(once), Registered(twice));
    }

    [Fact]
    public void Every_options_class_is_validated()
    {
        using var services = new ServiceCollection()
            .AddIdpMfaCore()
            .Configure<TotpOptions>(options => options.DriftSteps = 9)
            .Configure<LockoutOptions>(options => options.MaxFailedAttempts = 0)
            .Configure<RecoveryTokenOptions>(options => options.Count = 0)
            .Configure<SessionOptions>(options => options.Lifetime = TimeSpan.Zero)
            .BuildServiceProvider();

        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<TotpOptions>>().Value);
        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<LockoutOptions>>().Value);
        Assert.Throws<OptionsValidationException>(() =>
            services.GetRequiredService<IOptions<RecoveryTokenOptions>>().Value
        );
        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<SessionOptions>>().Value);
    }

    [Fact]
    public void All_problems_of_all_options_are_found_at_start()
    {
        using var services = new ServiceCollection()
            .AddIdpMfaCore()
            .Configure<TotpOptions>(options => options.DriftSteps = 9)
            .Configure<LockoutOptions>(options => options.MaxFailedAttempts = 0)
            .Configure<RecoveryTokenOptions>(options => options.Count = 0)
            .Configure<SessionOptions>(options => options.FreshFor = TimeSpan.Zero)
            .BuildServiceProvider();

        var problems = Assert.Throws<AggregateException>(() =>
            services.GetRequiredService<IStartupValidator>().Validate()
        );

        Assert.Equal(4, problems.InnerExceptions.OfType<OptionsValidationException>().Count());
    }

    // An options class registers a few services of the framework every time; ours must not.
    private static IEnumerable<(Type, Type?)> Registered(IServiceCollection services) =>
        services
            .Where(service =>
                service.ServiceType.Namespace!.StartsWith("IdpMfa", StringComparison.Ordinal)
                || service.ImplementationType?.Namespace?.StartsWith("IdpMfa", StringComparison.Ordinal) == true
            )
            .Select(service => (service.ServiceType, service.ImplementationType));
}
