using IdpMfa.Server.Configuration;

namespace IdpMfa.IntegrationTests.Configuration;

public class ConfigurationProblems
{
    [Theory]
    [InlineData("IdpMfa:AllowInsecureHttp", "yes", "write true or false")]
    [InlineData("IdpMfa:NativeGrants:Enabled", "1", "write true or false")]
    [InlineData("IdpMfa:RateLimiting:Enabled", "off", "write true or false")]
    [InlineData("IdpMfa:BackchannelLogout:AllowPrivateAddresses", "no", "write true or false")]
    [InlineData("IdpMfa:Lockout:MaxFailedAttempts", "ten", "write a whole number")]
    [InlineData("IdpMfa:Lockout:MaxFailedAttempts", "0", "must be between 1 and 100")]
    [InlineData("IdpMfa:Lockout:MaxFailedAttempts", "-1", "must be between 1 and 100")]
    [InlineData("IdpMfa:Lockout:MaxFailedAttempts", "99999999999", "write a whole number")]
    [InlineData("IdpMfa:Lockout:FactorFailureCap", "101", "must be between 1 and 100")]
    [InlineData("IdpMfa:Totp:DriftSteps", "2", "must be 0 or 1")]
    [InlineData("IdpMfa:RecoveryTokens:Count", "17", "must be between 1 and 16")]
    [InlineData("IdpMfa:RecoveryTokens:Count", "1.5", "write a whole number")]
    [InlineData("IdpMfa:Session:Lifetime", "12", "write a duration as hh:mm:ss or d.hh:mm:ss")]
    [InlineData("IdpMfa:Session:Lifetime", "12h", "write a duration as hh:mm:ss or d.hh:mm:ss")]
    [InlineData("IdpMfa:Session:Lifetime", "-01:00:00", "write a duration as hh:mm:ss or d.hh:mm:ss")]
    [InlineData("IdpMfa:Session:Lifetime", "01:60:00", "write a duration as hh:mm:ss or d.hh:mm:ss")]
    [InlineData("IdpMfa:Session:Lifetime", "31.00:00:00", "must be between 00:05:00 and 30.00:00:00")]
    [InlineData("IdpMfa:Session:IdleTimeout", "13:00:00", "must be between 00:01:00 and IdpMfa:Session:Lifetime")]
    [InlineData("IdpMfa:Session:FreshFor", "00:00:01", "must be between 00:01:00 and IdpMfa:Session:Lifetime")]
    [InlineData("IdpMfa:Database:Provider", "Postgres", "write Sqlite or MySql")]
    [InlineData("IdpMfa:Database:Provider", "0", "write Sqlite or MySql")]
    [InlineData("IdpMfa:Database:Provider", "MySql", "is not a connection string of MySQL")]
    [InlineData("IdpMfa:Smtp:Security", "Ssl", "write None or StartTls or Tls")]
    [InlineData("IdpMfa:Smtp:Port", "0", "must be between 1 and 65535")]
    [InlineData("IdpMfa:Smtp:Port", "65536", "must be between 1 and 65535")]
    [InlineData("IdpMfa:Smtp:Host", "mail.example.com", "IdpMfa:Smtp:From is missing")]
    [InlineData("IdpMfa:Smtp:From", "nobody", "write a mail address")]
    [InlineData("IdpMfa:Smtp:UserName", "login", "go together")]
    [InlineData("IdpMfa:TrustedProxies", "proxy.example.com", "neither an address nor a CIDR")]
    [InlineData("IdpMfa:TrustedProxies", "10", "neither an address nor a CIDR")]
    [InlineData("IdpMfa:TrustedProxies", "10.0.0.0/33", "neither an address nor a CIDR")]
    [InlineData("IdpMfa:TrustedProxies", "10.0.0.1/8", "write 10.0.0.0/8")]
    [InlineData("IdpMfa:TrustedProxies:first", "10.0.0.1", "not a known key")]
    [InlineData("IdpMfa:Provisioning", "/no/such/file.json", "there is no file /no/such/file.json")]
    [InlineData("IdpMfa:Keys:CertificatePath", "/no/such/key.pfx", "there is no file /no/such/key.pfx")]
    [InlineData("IdpMfa:Themes:Path", "/no/such/themes", "there is no folder /no/such/themes")]
    [InlineData("ConnectionStrings:IdpMfa", "Data Source=/no/such/folder/idp.db", "there is no folder /no/such/folder")]
    [InlineData("ConnectionStrings:IdpMfa", "Server=db;Uid=x", "is not a SQLite connection string")]
    [InlineData("ConnectionStrings:IdpMfa", "Cache=Shared", "is not a SQLite connection string")]
    [InlineData("IdpMfa:Lockout", "5", "is a section")]
    [InlineData("IdpMfa:Isuer", "https://a.example", "did you mean IdpMfa:Issuer?")]
    [InlineData("IdpMfa:MaxFailedAttempts", "5", "did you mean IdpMfa:Lockout:MaxFailedAttempts?")]
    [InlineData("IdpMfa:Lockout:MaxFailedAttempt", "5", "did you mean IdpMfa:Lockout:MaxFailedAttempts?")]
    [InlineData("IdpMfa:Colour", "blue", "is not a known key; remove it")]
    [InlineData("IdpMfa:Issuer:Name", "x", "IdpMfa:Issuer:Name is not a known key")]
    public void A_value_that_can_not_be_used_is_refused_with_what_to_write(string key, string value, string words)
    {
        var problems = ConfigurationSource.FindProblems((key, value));

        var problem = Assert.Single(problems);
        Assert.Contains(words, problem, StringComparison.Ordinal);
        Assert.Contains(key.Split(':')[1], problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_is_in_the_one_message()
    {
        var problem = Assert.Throws<InvalidConfigurationException>(() =>
            ConfigurationSource.Read(
                ("IdpMfa:Issuer", "not a URL"),
                ("IdpMfa:Totp:DriftSteps", "7"),
                ("IdpMfa:Session:FreshFor", "soon"),
                ("IdpMfa:Unknown", "x")
            )
        );

        Assert.Equal(4, problem.Problems.Count);
        Assert.All(problem.Problems, one => Assert.Contains(one, problem.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_mail_server_with_its_port_is_refused()
    {
        var problems = ConfigurationSource.FindProblems(
            ("IdpMfa:Smtp:Host", "mail.example.com:25"),
            ("IdpMfa:Smtp:From", "login@example.com")
        );

        Assert.Contains("without port", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_written_in_both_ways_is_refused()
    {
        var problems = ConfigurationSource.FindProblems(
            ("IdpMfa:TrustedProxies", "10.0.0.1"),
            ("IdpMfa:TrustedProxies:0", "10.0.0.2")
        );

        Assert.Contains("keep one of them", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_never_repeats_a_secret()
    {
        var problem = Assert.Throws<InvalidConfigurationException>(() =>
            ConfigurationSource.Read(
                ("IdpMfa:Issuer", "https://admin:hush-hush@login.example.com"),
                ("IdpMfa:Smtp:Password", "hush-hush"),
                ("IdpMfa:Keys:CertificatePassword", "hush-hush"),
                ("ConnectionStrings:IdpMfa", "Data Source=a.db;Nonsense=hush-hush")
            )
        );

        Assert.Equal(4, problem.Problems.Count);
        Assert.DoesNotContain("hush-hush", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verbs_beside_a_running_node_need_no_issuer_and_no_provisioning_file()
    {
        var configuration = ConfigurationSource.ReadIn(
            "Production",
            [("IdpMfa:Provisioning", "/no/such/file.json")],
            isServing: false
        );

        Assert.Null(configuration.Server.Issuer);
    }
}
