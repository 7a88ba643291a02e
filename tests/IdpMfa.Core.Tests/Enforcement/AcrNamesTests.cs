using IdpMfa.Core.Enforcement;

namespace IdpMfa.Core.Tests.Enforcement;

public sealed class AcrNamesTests
{
    [Theory]
    [InlineData(AcrLevel.Password, "urn:idpmfa:acr:pwd")]
    [InlineData(AcrLevel.Recovery, "urn:idpmfa:acr:recovery")]
    [InlineData(AcrLevel.Mfa, "urn:idpmfa:acr:mfa")]
    [InlineData(AcrLevel.PhishingResistant, "phr")]
    public void Every_level_has_a_name_and_is_found_by_it(AcrLevel level, string name)
    {
        Assert.Equal(name, AcrNames.Of(level));
        Assert.Equal(level, AcrNames.Find(name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("URN:IDPMFA:ACR:MFA")]
    [InlineData("urn:idpmfa:acr:mfa ")]
    [InlineData("mfa")]
    [InlineData("tenant:acme")]
    public void Another_name_is_no_level(string name) => Assert.Null(AcrNames.Find(name));

    [Fact]
    public void The_levels_have_an_order() =>
        Assert.Equal(
            [AcrLevel.Password, AcrLevel.Recovery, AcrLevel.Mfa, AcrLevel.PhishingResistant],
            Enum.GetValues<AcrLevel>().Order()
        );

    [Fact]
    public void What_is_no_level_has_no_name() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AcrNames.Of((AcrLevel)99));
}
