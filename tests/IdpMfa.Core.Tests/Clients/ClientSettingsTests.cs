using IdpMfa.Core.Clients;
using IdpMfa.Core.Enforcement;

namespace IdpMfa.Core.Tests.Clients;

public sealed class ClientSettingsTests
{
    [Theory]
    [InlineData(false, null, null)]
    [InlineData(false, AcrLevel.Password, AcrLevel.Password)]
    [InlineData(false, AcrLevel.Recovery, AcrLevel.Recovery)]
    [InlineData(false, AcrLevel.Mfa, AcrLevel.Mfa)]
    [InlineData(false, AcrLevel.PhishingResistant, AcrLevel.PhishingResistant)]
    [InlineData(true, null, AcrLevel.Mfa)]
    [InlineData(true, AcrLevel.Password, AcrLevel.Mfa)]
    [InlineData(true, AcrLevel.Recovery, AcrLevel.Mfa)]
    [InlineData(true, AcrLevel.Mfa, AcrLevel.Mfa)]
    [InlineData(true, AcrLevel.PhishingResistant, AcrLevel.PhishingResistant)]
    public void The_higher_of_both_settings_is_the_minimum(bool requireMfa, AcrLevel? minimumAcr, AcrLevel? expected)
    {
        var client = new ClientSettings
        {
            ClientId = "web",
            RequireMfa = requireMfa,
            MinimumAcr = minimumAcr,
        };

        Assert.Equal(expected, client.Minimum);
    }
}
