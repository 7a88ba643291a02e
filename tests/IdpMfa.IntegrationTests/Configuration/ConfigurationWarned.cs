namespace IdpMfa.IntegrationTests.Configuration;

public class ConfigurationWarned
{
    [Theory]
    [InlineData("IdpMfa:NativeGrants:Enabled", "true", "IdpMfa:NativeGrants:Enabled")]
    [InlineData("IdpMfa:Acr:Names:mfa", "x", "IdpMfa:Acr")]
    [InlineData("IdpMfa:BackchannelLogout:AllowPrivateAddresses", "false", "IdpMfa:BackchannelLogout")]
    [InlineData("IdpMfa:TrustedProxies", "0.0.0.0/0", "IdpMfa:TrustedProxies")]
    public void What_has_no_effect_yet_or_lowers_security_is_named(string key, string value, string named)
    {
        var configuration = ConfigurationSource.Read((key, value));

        Assert.Contains(configuration.Warnings, warning => warning.Contains(named, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mail.example.com", "None", 2)]
    [InlineData("mail.example.com", "StartTls", 1)]
    [InlineData("127.0.0.1", "None", 1)]
    public void Mails_that_travel_readable_are_named(string host, string security, int warnings)
    {
        var configuration = ConfigurationSource.Read(
            ("IdpMfa:Smtp:Host", host),
            ("IdpMfa:Smtp:From", "login@example.com"),
            ("IdpMfa:Smtp:Security", security)
        );

        Assert.Equal(warnings, configuration.Warnings.Count);
    }

    [Fact]
    public void What_is_off_needs_no_warning()
    {
        var configuration = ConfigurationSource.Read(("IdpMfa:NativeGrants:Enabled", "false"));

        Assert.Single(configuration.Warnings);
    }
}
