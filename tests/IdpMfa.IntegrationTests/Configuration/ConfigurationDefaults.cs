using IdpMfa.Server.Configuration.Sections;

namespace IdpMfa.IntegrationTests.Configuration;

public class ConfigurationDefaults
{
    [Fact]
    public void An_issuer_is_all_that_production_needs()
    {
        var configuration = ConfigurationSource.Read();

        Assert.Equal(new Uri("https://login.example.com"), configuration.Server.Issuer);
        Assert.False(configuration.Server.AllowInsecureHttp);
        Assert.Empty(configuration.Server.TrustedProxies);
        Assert.Null(configuration.Server.Provisioning);
        Assert.Null(configuration.Server.Smtp.Host);
        Assert.Equal(Path.GetFullPath("mail"), configuration.Server.Mail.PickupDirectory);
        Assert.False(configuration.Server.NativeGrants.Enabled);
        Assert.True(configuration.Server.RateLimiting.Enabled);
        Assert.False(configuration.Server.BackchannelLogout.AllowPrivateAddresses);
        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "themes"), configuration.Server.Themes.Path);
    }

    [Fact]
    public void The_limits_are_those_of_the_contract()
    {
        var configuration = ConfigurationSource.Read();

        Assert.Equal(10, configuration.Lockout.MaxFailedAttempts);
        Assert.Equal(100, configuration.Lockout.FactorFailureCap);
        Assert.Equal(1, configuration.Totp.DriftSteps);
        Assert.Equal(1, configuration.RecoveryTokens.Count);
        Assert.Equal(TimeSpan.FromHours(12), configuration.Session.Lifetime);
        Assert.Equal(TimeSpan.FromHours(1), configuration.Session.IdleTimeout);
        Assert.Equal(TimeSpan.FromMinutes(10), configuration.Session.FreshFor);
    }

    [Fact]
    public void The_database_is_a_file_in_the_working_directory()
    {
        var configuration = ConfigurationSource.Read();

        Assert.Equal(DatabaseProvider.Sqlite, configuration.Server.Database.Provider);
        Assert.Equal(Path.GetFullPath("idpmfa.db"), configuration.Database.File);
        Assert.Equal($"Data Source={Path.GetFullPath("idpmfa.db")}", configuration.Database.ConnectionString);
    }

    [Fact]
    public void A_blank_value_counts_as_not_set()
    {
        var configuration = ConfigurationSource.Read(
            ("IdpMfa:Lockout:MaxFailedAttempts", ""),
            ("IdpMfa:TrustedProxies", " "),
            ("IdpMfa:Provisioning", ""),
            ("IdpMfa:Smtp", "")
        );

        Assert.Equal(10, configuration.Lockout.MaxFailedAttempts);
        Assert.Empty(configuration.Server.TrustedProxies);
        Assert.Null(configuration.Server.Provisioning);
    }
}
