using IdpMfa.Server.Configuration.Sections;

namespace IdpMfa.IntegrationTests.Configuration;

public class ConfigurationValues
{
    [Fact]
    public void Every_value_of_the_table_is_read()
    {
        var configuration = ConfigurationSource.Read(
            ("IdpMfa:Database:Provider", "sqlite"),
            ("ConnectionStrings:IdpMfa", "Data Source=:memory:"),
            ("IdpMfa:Smtp:Host", "mail.example.com"),
            ("IdpMfa:Smtp:Port", "2525"),
            ("IdpMfa:Smtp:From", "login@example.com"),
            ("IdpMfa:Smtp:UserName", "login"),
            ("IdpMfa:Smtp:Password", "mail-password"),
            ("IdpMfa:Smtp:Security", "tls"),
            ("IdpMfa:Mail:PickupDirectory", "/var/mail/out"),
            ("IdpMfa:Lockout:MaxFailedAttempts", "5"),
            ("IdpMfa:Lockout:FactorFailureCap", "50"),
            ("IdpMfa:Totp:DriftSteps", "0"),
            ("IdpMfa:RecoveryTokens:Count", "16"),
            ("IdpMfa:Session:Lifetime", "1.00:00:00"),
            ("IdpMfa:Session:IdleTimeout", "00:30:00"),
            ("IdpMfa:Session:FreshFor", "00:05:00"),
            ("IdpMfa:NativeGrants:Enabled", "true"),
            ("IdpMfa:RateLimiting:Enabled", "FALSE"),
            ("IdpMfa:Acr:Aliases:mfa:0", "https://example.com/mfa"),
            ("IdpMfa:BackchannelLogout:AllowPrivateAddresses", "true"),
            ("IdpMfa:Themes:Path", AppContext.BaseDirectory)
        );

        Assert.Null(configuration.Database.File);
        Assert.Equal("mail.example.com", configuration.Server.Smtp.Host);
        Assert.Equal(2525, configuration.Server.Smtp.Port);
        Assert.Equal("login@example.com", configuration.Server.Smtp.From);
        Assert.Equal("login", configuration.Server.Smtp.UserName);
        Assert.Equal("mail-password", configuration.Server.Smtp.Password);
        Assert.Equal(SmtpSecurity.Tls, configuration.Server.Smtp.Security);
        Assert.Equal("/var/mail/out", configuration.Server.Mail.PickupDirectory);
        Assert.Equal(5, configuration.Lockout.MaxFailedAttempts);
        Assert.Equal(50, configuration.Lockout.FactorFailureCap);
        Assert.Equal(0, configuration.Totp.DriftSteps);
        Assert.Equal(16, configuration.RecoveryTokens.Count);
        Assert.Equal(TimeSpan.FromDays(1), configuration.Session.Lifetime);
        Assert.Equal(TimeSpan.FromMinutes(30), configuration.Session.IdleTimeout);
        Assert.Equal(TimeSpan.FromMinutes(5), configuration.Session.FreshFor);
        Assert.True(configuration.Server.NativeGrants.Enabled);
        Assert.False(configuration.Server.RateLimiting.Enabled);
        Assert.True(configuration.Server.BackchannelLogout.AllowPrivateAddresses);
        Assert.Equal(AppContext.BaseDirectory, configuration.Server.Themes.Path);
    }

    [Fact]
    public void A_list_is_one_value_with_commas()
    {
        var configuration = ConfigurationSource.Read(
            ("IdpMfa:TrustedProxies", "10.0.0.7, 192.168.0.0/16,2001:db8::/32")
        );

        Assert.Equal(["10.0.0.7/32", "192.168.0.0/16", "2001:db8::/32"], Proxies(configuration.Server));
    }

    [Fact]
    public void A_list_is_a_value_per_index()
    {
        var configuration = ConfigurationSource.Read(
            ("IdpMfa:TrustedProxies:0", "10.0.0.7"),
            ("IdpMfa:TrustedProxies:1", "::1")
        );

        Assert.Equal(["10.0.0.7/32", "::1/128"], Proxies(configuration.Server));
    }

    [Theory]
    [InlineData("StartTls", 587)]
    [InlineData("Tls", 465)]
    [InlineData("None", 25)]
    public void The_smtp_port_follows_from_the_security(string security, int port)
    {
        var configuration = ConfigurationSource.Read(
            ("IdpMfa:Smtp:Host", "mail.example.com"),
            ("IdpMfa:Smtp:From", "login@example.com"),
            ("IdpMfa:Smtp:Security", security)
        );

        Assert.Equal(port, configuration.Server.Smtp.Port);
    }

    [Theory]
    [InlineData("00:10:00", 10)]
    [InlineData("0.00:10:00", 10)]
    [InlineData("72:00:00", 72 * 60)]
    [InlineData("3.00:00:00", 72 * 60)]
    public void Hours_without_days_are_hours(string text, int minutes)
    {
        var configuration = ConfigurationSource.Read(
            ("IdpMfa:Session:Lifetime", "30.00:00:00"),
            ("IdpMfa:Session:FreshFor", text)
        );

        Assert.Equal(TimeSpan.FromMinutes(minutes), configuration.Session.FreshFor);
    }

    private static IEnumerable<string> Proxies(IdpMfa.Server.Configuration.ServerOptions server) =>
        server.TrustedProxies.Select(proxy => proxy.ToString());
}
