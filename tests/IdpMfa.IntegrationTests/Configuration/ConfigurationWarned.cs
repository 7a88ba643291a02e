namespace IdpMfa.IntegrationTests.Configuration;

public class ConfigurationWarned
{
    [Theory]
    [InlineData("IdpMfa:Mail:PickupDirectory", "out", "IdpMfa:Mail")]
    [InlineData("IdpMfa:Smtp:From", "login@example.com", "IdpMfa:Smtp")]
    [InlineData("IdpMfa:NativeGrants:Enabled", "true", "IdpMfa:NativeGrants:Enabled")]
    [InlineData("IdpMfa:Acr:Names:mfa", "x", "IdpMfa:Acr")]
    [InlineData("IdpMfa:BackchannelLogout:AllowPrivateAddresses", "false", "IdpMfa:BackchannelLogout")]
    [InlineData("IdpMfa:TrustedProxies", "0.0.0.0/0", "IdpMfa:TrustedProxies")]
    public void What_has_no_effect_yet_or_lowers_security_is_named(string key, string value, string named)
    {
        var configuration = ConfigurationSource.Read((key, value));

        Assert.Contains(configuration.Warnings, warning => warning.Contains(named, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_off_needs_no_warning()
    {
        var configuration = ConfigurationSource.Read(("IdpMfa:NativeGrants:Enabled", "false"));

        Assert.Single(configuration.Warnings);
    }
}
