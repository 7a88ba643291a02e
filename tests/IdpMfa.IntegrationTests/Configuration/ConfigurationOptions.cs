using IdpMfa.Core;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.Totp;
using IdpMfa.Server.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IdpMfa.IntegrationTests.Configuration;

public class ConfigurationOptions
{
    [Fact]
    public void What_was_read_reaches_those_who_take_it_as_options()
    {
        var configuration = ConfigurationSource.Read(
            ("IdpMfa:Lockout:MaxFailedAttempts", "5"),
            ("IdpMfa:Totp:DriftSteps", "0"),
            ("IdpMfa:RecoveryTokens:Count", "3"),
            ("IdpMfa:Session:Lifetime", "08:00:00")
        );

        using var services = new ServiceCollection()
            .AddIdpMfaCore()
            .AddServerConfiguration(configuration)
            .BuildServiceProvider();

        Assert.Equal(5, services.GetRequiredService<IOptions<LockoutOptions>>().Value.MaxFailedAttempts);
        Assert.Equal(0, services.GetRequiredService<IOptions<TotpOptions>>().Value.DriftSteps);
        Assert.Equal(3, services.GetRequiredService<IOptions<RecoveryTokenOptions>>().Value.Count);
        Assert.Equal(TimeSpan.FromHours(8), services.GetRequiredService<IOptions<SessionOptions>>().Value.Lifetime);
        Assert.Same(configuration.Server, services.GetRequiredService<IOptions<ServerOptions>>().Value);
    }
}
