using IdpMfa.Server.Configuration;

namespace IdpMfa.IntegrationTests.Configuration;

public class IssuerRules
{
    [Theory]
    [InlineData("https://login.example.com/", "https://login.example.com/")]
    [InlineData("https://LOGIN.example.com:443", "https://login.example.com/")]
    [InlineData("https://login.example.com:8443", "https://login.example.com:8443/")]
    public void Scheme_host_and_port_make_an_issuer(string text, string issuer)
    {
        var configuration = ConfigurationSource.Read((ConfigurationKeys.Issuer, text));

        Assert.Equal(issuer, configuration.Server.Issuer!.AbsoluteUri);
    }

    [Theory]
    [InlineData("login.example.com", "not an absolute http or https URL")]
    [InlineData("/login", "not an absolute http or https URL")]
    [InlineData("ftp://login.example.com", "not an absolute http or https URL")]
    [InlineData("https://", "not an absolute http or https URL")]
    [InlineData("https:login.example.com", "not an absolute http or https URL")]
    [InlineData("https://login.example.com/idp", "write https://login.example.com")]
    [InlineData("https://login.example.com?x=1", "write https://login.example.com")]
    [InlineData("https://login.example.com/#", "write https://login.example.com")]
    [InlineData("https://me@login.example.com", "user name or password")]
    [InlineData("https://0.0.0.0:5000", "no address that a browser can go to")]
    [InlineData("https://[::]", "no address that a browser can go to")]
    [InlineData("https://*:5000", "not an absolute http or https URL")]
    [InlineData("https://login.example.com:0", "port 0")]
    [InlineData("http://login.example.com", "IdpMfa:AllowInsecureHttp to true")]
    [InlineData("http://127.0.0.1:5000", "IdpMfa:AllowInsecureHttp to true")]
    public void Anything_else_is_refused(string text, string words)
    {
        var problems = ConfigurationSource.FindProblems((ConfigurationKeys.Issuer, text));

        var problem = Assert.Single(problems);
        Assert.StartsWith("IdpMfa:Issuer ", problem, StringComparison.Ordinal);
        Assert.Contains(words, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Http_is_permitted_where_the_operator_says_so_and_warned_of()
    {
        var configuration = ConfigurationSource.Read(
            (ConfigurationKeys.Issuer, "http://login.example.com"),
            (ConfigurationKeys.AllowInsecureHttp, "true")
        );

        Assert.Equal(new Uri("http://login.example.com"), configuration.Server.Issuer);
        Assert.Contains(
            configuration.Warnings,
            warning => warning.StartsWith("IdpMfa:AllowInsecureHttp", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5000/")]
    [InlineData("http://localhost", "http://localhost/")]
    [InlineData("http://[::1]:5000", "http://[::1]:5000/")]
    public void In_development_one_address_names_the_issuer(string urls, string issuer)
    {
        var configuration = ConfigurationSource.ReadInDevelopment(("urls", urls));

        Assert.Equal(issuer, configuration.Server.Issuer!.AbsoluteUri);
        Assert.True(configuration.Server.AllowInsecureHttp);
    }

    [Fact]
    public void In_development_without_urls_the_issuer_is_where_the_server_listens_by_default()
    {
        var configuration = ConfigurationSource.ReadInDevelopment();

        Assert.Equal(new Uri("http://localhost:5000"), configuration.Server.Issuer);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000;http://127.0.0.1:5001")]
    [InlineData("http://*:5000")]
    [InlineData("http://+:5000")]
    [InlineData("http://0.0.0.0:5000")]
    [InlineData("http://[::]:5000")]
    [InlineData("http://127.0.0.1:0")]
    public void In_development_too_several_addresses_a_wildcard_or_port_0_need_an_issuer(string urls)
    {
        var exception = Assert.Throws<InvalidConfigurationException>(() =>
            ConfigurationSource.ReadInDevelopment(("urls", urls))
        );
        var configuration = ConfigurationSource.ReadInDevelopment(
            ("urls", urls),
            (ConfigurationKeys.Issuer, "http://localhost:5000")
        );

        Assert.StartsWith("IdpMfa:Issuer is missing", Assert.Single(exception.Problems), StringComparison.Ordinal);
        Assert.Equal(new Uri("http://localhost:5000"), configuration.Server.Issuer);
    }

    [Theory]
    [InlineData("nonsense", "is not an address to listen on")]
    [InlineData("http://127.0.0.1:5000/idp", "has a path")]
    public void An_address_that_nobody_can_listen_on_is_refused(string urls, string words)
    {
        var exception = Assert.Throws<InvalidConfigurationException>(() =>
            ConfigurationSource.ReadInDevelopment(("urls", urls))
        );

        Assert.Contains(words, Assert.Single(exception.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Ports_without_a_host_need_an_issuer()
    {
        var exception = Assert.Throws<InvalidConfigurationException>(() =>
            ConfigurationSource.ReadInDevelopment(("http_ports", "8080"))
        );

        Assert.StartsWith("IdpMfa:Issuer is missing", Assert.Single(exception.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Outside_development_urls_name_no_issuer()
    {
        var exception = Assert.Throws<InvalidConfigurationException>(() =>
            ConfigurationSource.ReadIn("Production", [("urls", "https://login.example.com")])
        );

        Assert.StartsWith("IdpMfa:Issuer is missing", Assert.Single(exception.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void In_development_http_on_another_host_is_refused()
    {
        var exception = Assert.Throws<InvalidConfigurationException>(() =>
            ConfigurationSource.ReadInDevelopment((ConfigurationKeys.Issuer, "http://login.example.com"))
        );

        Assert.Contains("AllowInsecureHttp", Assert.Single(exception.Problems), StringComparison.Ordinal);
    }
}
